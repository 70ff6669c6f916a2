"""The registered domains of the corpus's pages."""
import re
import urllib.parse


def domain_of(gold, raw):
    """The registered domain of a page by its address or what it says of it, else None."""
    url = gold.get("url") or ""
    if not url.startswith("http"):
        m = re.search(rb'(?:rel=["\']?canonical["\']?[^>]*href=|og:url["\'][^>]*content=)["\']?(https?://[^"\'> ]+)', raw)
        url = m.group(1).decode("latin1") if m else ""
    try:
        host = urllib.parse.urlsplit(url).hostname if url else None
    except ValueError:
        host = None
    if not host:
        return None
    parts = host.split(".")
    short_second = len(parts[-1]) == 2 and len(parts) > 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short_second else parts[-2:])
