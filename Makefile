# `make` alone lists the targets, in the order that a newcomer meets them.

SWIFT   ?= swift
HOST    ?= 127.0.0.1
PORT    ?= 8080
DATA    ?= ./data
CORPUS  ?= ../shared/corpus
CONFORMANCE ?= $(or $(WINNOW_CONFORMANCE),../shared/conformance)

# What the build links (Package.swift names the same) and what it starts with.
PACKAGES := git libbrotli-dev libcld2-dev libcurl4-openssl-dev libidn2-dev libsqlite3-dev \
            libssl-dev libzstd-dev zlib1g-dev
TEST_PACKAGES  := $(PACKAGES) curl nginx-light openssl python3
BENCH_PACKAGES := $(PACKAGES) curl jq nginx-light python3 wrk

# The debug build that `check` and `test` share: SwiftPM builds again when flags differ.
DEBUG_BUILD := $(SWIFT) build --build-tests --explicit-target-dependency-import-check error
# As the image is built: Swift's libraries in the program cost it 6 MB less memory, and less CPU a request.
RELEASE_BUILD := $(SWIFT) build -c release --static-swift-stdlib
RELEASE     := .build/release/winnow

.DEFAULT_GOAL := help
.PHONY: help run test check gate-update format docs bench bench-http bench-peers quality \
        restoration conformance fuzz kill-test reclean-test storm day xss-check docker-check clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: ## install what is missing, build, serve on 127.0.0.1:8080 (HOST=, PORT=, DATA=)
	@tools/install-packages $(PACKAGES)
	$(RELEASE_BUILD) --product winnow
	@tools/print-curl-lines $(HOST) $(PORT)
	@exec $(RELEASE) serve --host $(HOST) --port $(PORT) --data $(DATA)

test: ## run every test
	@tools/install-packages $(TEST_PACKAGES)
	$(DEBUG_BUILD)
	@SWIFT=$(SWIFT) tools/run-tests

check: ## what must hold before a merge: format, build without warnings, imports, documents
	@tools/install-packages $(PACKAGES)
	$(SWIFT) format lint --strict --parallel -r Package.swift Sources Tests
	@tools/check-imports
	$(DEBUG_BUILD)
	@tools/check-docs .build/debug/winnow
	@SWIFT=$(SWIFT) tools/run-tests --filter GateTests

gate-update: ## pin today's scores of the pages in Tests/Fixtures/gate as the floors of check
	$(DEBUG_BUILD)
	WINNOW_GATE_UPDATE=1 $(SWIFT) test --skip-build --disable-xctest --filter GateTests

format: ## lay the sources out as .swift-format says
	$(SWIFT) format --in-place --parallel -r Package.swift Sources Tests

docs: ## write the documents that are made from the program: config/winnow.toml
	$(SWIFT) build --product winnow
	.build/debug/winnow config template > config/winnow.toml

bench: ## pages and MB a CPU second of `winnow batch`, step by step, beside peers, over CORPUS or the fixtures
	@tools/install-packages $(BENCH_PACKAGES)
	$(RELEASE_BUILD) --product winnow
	CORPUS=$(CORPUS) tools/bench $(RELEASE)

bench-http: ## requests a second and latency under wrk, beside nginx and Hummingbird
	@tools/install-packages $(BENCH_PACKAGES)
	$(RELEASE_BUILD) --product winnow
	tools/bench-http $(RELEASE)

.PHONY: bench-store
bench-store: ## latency of reads over a made store of COUNT articles (100000)
	@tools/install-packages $(PACKAGES) python3
	$(RELEASE_BUILD) --product winnow
	$(RELEASE_BUILD) --product fill-store
	tools/bench-store $(RELEASE) .build/release/fill-store $(or $(COUNT),100000)

.PHONY: bench-linear
bench-linear: ## pages made to be slow, at 1, 4 and 16 MB: CPU time for each byte, peak memory
	@tools/install-packages $(PACKAGES) python3
	$(SWIFT) build -c release --product winnow
	python3 tools/bench_linear.py $(RELEASE)

bench-peers: ## the speed of other extractors over the same pages (a .venv, from PyPI)
	@tools/install-packages $(BENCH_PACKAGES) python3-venv
	$(RELEASE_BUILD) --product winnow
	tools/in-venv trafilatura readability-lxml lxml_html_clean resiliparse -- python3 tools/bench_peers.py $(RELEASE)

quality: ## score the articles against a corpus with gold (CORPUS=), where there is one
	@tools/install-packages $(PACKAGES) python3-venv
	@if [ -f $(CORPUS)/tools/measure.py ]; then \
	  $(RELEASE_BUILD) --product winnow && \
	  tools/in-venv rapidfuzz opencc python-dateutil -- \
	    python3 tools/quality.py $(abspath $(CORPUS)) --winnow $(RELEASE) $(ARGS); \
	else echo "quality: no corpus at $(CORPUS) (CORPUS= names another): nothing measured"; fi

restoration: ## score how whole damaged articles come back, layer by layer (ARGS= seeds)
	$(RELEASE_BUILD) --product winnow
	tools/score-restoration $(RELEASE) $(ARGS)

.PHONY: variants
variants: ## score hijacked pages of many layouts, charsets, hidings and vocabularies
	@tools/install-packages $(PACKAGES) python3-venv
	$(RELEASE_BUILD) --product winnow
	tools/in-venv opencc pypinyin rapidfuzz -- tools/score-variants $(RELEASE) $(ARGS)

conformance: ## run the public test suites of a folder (CONFORMANCE=), and say what was skipped
	@if [ -d "$(CONFORMANCE)" ]; then \
	  $(DEBUG_BUILD) && WINNOW_CONFORMANCE=$(abspath $(CONFORMANCE)) \
	  $(SWIFT) test --skip-build --disable-xctest --filter onformance; \
	else echo "conformance: no folder $(CONFORMANCE) (CONFORMANCE= names another): every suite skipped"; fi

.PHONY: mutants
mutants: ## damaged pages of CORPUS through cleaning under the address sanitiser (ARGS= of tools/mutants.py)
	@tools/install-packages $(PACKAGES) python3
	tools/mutants.sh $(CORPUS) $(ARGS)

fuzz: ## mutants under libFuzzer and the address sanitiser (SECONDS=, WINNOW_FUZZ_CORPUS=folder of pages)
	@tools/install-packages $(PACKAGES) python3
	tools/fuzz-markup.sh $(or $(SECONDS),60)

.PHONY: fuzz-styles
fuzz-styles: ## made sheets, style attributes and short scripts through `winnow batch` (ARGS= of tools/fuzz_styles.py)
	@tools/install-packages $(PACKAGES) python3
	$(RELEASE_BUILD) --product winnow
	python3 tools/fuzz_styles.py $(RELEASE) $(ARGS)

kill-test: ## kill -9 under 16 clients, on full disks and stalled syncs too (ROUNDS=); trace the flushes
	@tools/install-packages $(PACKAGES) curl python3 strace
	$(RELEASE_BUILD) --product winnow
	tools/kill-test.sh $(RELEASE) --rounds $(or $(ROUNDS),20)
	tools/kill-test.sh $(RELEASE) --rounds $(or $(ROUNDS),20) --stall
	if [ $$(id -u) = 0 ]; then tools/kill-test.sh $(RELEASE) --rounds $(or $(ROUNDS),20) --full; fi
	tools/trace-durability.sh $(RELEASE)

.PHONY: kill-import
kill-import: ## kill -9 an import of COUNT pages (20000) again and again, then fill its disk
	@tools/install-packages $(PACKAGES) python3
	$(RELEASE_BUILD) --product winnow
	tools/make-warc -n $(or $(COUNT),20000) > .build/import.warc.gz
	tools/kill-import.sh $(RELEASE) .build/import.warc.gz --kills $(or $(ROUNDS),10)
	if [ $$(id -u) = 0 ]; then tools/kill-import.sh $(RELEASE) .build/import.warc.gz --full 128; fi

reclean-test: ## hold the dry run of reclean against the run, over made pages (PAGES=)
	@tools/install-packages $(PACKAGES) curl python3
	$(RELEASE_BUILD) --product winnow
	tools/reclean-test.sh $(RELEASE) $(PAGES)

storm: ## hostile clients on loopback: others must not notice (SECONDS= each)
	@tools/install-packages $(PACKAGES) python3
	$(RELEASE_BUILD) --product winnow
	python3 tools/storm.py $(RELEASE) $(or $(SECONDS),5)

day: ## a day's mixed traffic in 20 minutes (SECONDS=): memory flat, nothing left, no error
	@tools/install-packages $(PACKAGES) python3
	$(RELEASE_BUILD) --product winnow
	python3 tools/day.py $(RELEASE) $(or $(SECONDS),1200)

.PHONY: allocations
allocations: ## calls of malloc for one request: the same however many header fields it has
	@tools/install-packages $(PACKAGES) python3
	$(RELEASE_BUILD) --product winnow
	python3 tools/allocations.py $(RELEASE)

xss-check: ## hostile pages shown in headless Chromium: no script may run
	@tools/install-packages $(PACKAGES) python3 chromium
	$(RELEASE_BUILD) --product winnow
	python3 tools/xss_check.py $(RELEASE)

docker-check: ## build the Dockerfile without a Docker engine and start what it made
	tools/check-docker.sh

clean: ## remove what was built; ./data stays
	rm -rf .build .venv
