# docker build -t winnow . && docker run -p 8080:8080 -v winnow:/data -e WINNOW_SERVER_ALLOW_OPEN=true winnow
#
# `make docker-check` builds this without a Docker engine.

FROM swift:6.3-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libbrotli-dev libcld2-dev libcurl4-openssl-dev libidn2-dev libsqlite3-dev libssl-dev \
      libzstd-dev zlib1g-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
# The manifest names test targets and tools, so SwiftPM wants their folders (tools/check-docs compares).
COPY Tests Tests
COPY tools/block-features tools/block-features
COPY tools/fill-store tools/fill-store
RUN swift build -c release --product winnow --static-swift-stdlib \
 && strip .build/release/winnow

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      ca-certificates libbrotli1 libcld2-0 libcurl4 libidn2-0 libsqlite3-0 libssl3 libstdc++6 \
      libzstd1 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin winnow \
 && mkdir /data && chown winnow:winnow /data
COPY --from=build /src/.build/release/winnow /usr/local/bin/winnow
COPY config/winnow.toml /etc/winnow/winnow.toml

# It listens on every address of the container and, until tokens are configured, starts only when
# WINNOW_SERVER_ALLOW_OPEN=true says that everybody who reaches the port may read and write.
ENV WINNOW_CONFIG=/etc/winnow/winnow.toml \
    WINNOW_SERVER_HOST=0.0.0.0 \
    WINNOW_STORE_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=10s CMD ["winnow", "health"]
ENTRYPOINT ["winnow"]
CMD ["serve"]
