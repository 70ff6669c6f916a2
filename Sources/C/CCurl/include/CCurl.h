#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>
#include <stdint.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift does not call: one function for
// each kind of argument.

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
// The string is copied by libcurl, but for CURLOPT_POSTFIELDS.
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *list);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
CURLcode ccurl_set_sink(CURL *handle, CURLoption option, curl_write_callback function);
CURLcode ccurl_set_source(CURL *handle, curl_read_callback function);
CURLcode ccurl_set_progress(CURL *handle, curl_xferinfo_callback function);
CURLcode ccurl_set_open_socket(CURL *handle, curl_opensocket_callback function);
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);

// The bytes of the address that curl is about to connect to: gives 4 or 16, how many of `bytes` are
// set; 0 where it is no internet address. The port is in host order.
int ccurl_address(const struct curl_sockaddr *address, uint8_t bytes[16], uint16_t *port);

// The socket that curl would have made, closed on exec; CURL_SOCKET_BAD where there is none.
curl_socket_t ccurl_socket(const struct curl_sockaddr *address);

#endif
