# make shell   build the program, without its helpers, and open the shell
# make test    run every test; the last line says how many passed
# make test-later   the same tests in five years, at 23:30 on 28 February in another time zone
# make nightly   what takes longer: the tests at a later date, answers compared with DuckDB's, instruction counts, 20,000 generated queries, each fuzz target for a minute; on the optimised program
# make lint    the rules of .swift-format, in seconds
# make newcomer   README.md word for word in a fresh clone with an empty home; writes the time to the first answer into docs/install.md
# make recipes the recipes of CONTRIBUTING.md, word for word in a copy of the repository
# make tck     only openCypher's conformance kit, from $CQCQ_TCK or ../shared/tck: passed of total, by category and class
# make build   the optimised program, .build/release/cqcq, and its helpers for servers, spreadsheets and Turtle
# make install PREFIX=/usr/local   the program, its man page and completions for bash, zsh and fish
# make deb     a Debian package of these, in .build
# make tarball   an archive of these that runs where it is unpacked, in .build
# make site    the documents, today's reports and the data as pages that work from a local folder, in .build/site; opened in Chromium at three widths
# make release   packages, data in every format, the site and SHA-256 sums, in .build/packages; the same commit gives the same bytes
# make docs    write the tables of documents; draw the grammar and the charts of reports
# make reliability   measure hostile inputs under limits and write the tables of docs/reliability.md
# make evaluate   measure suggest and plain questions, and write the tables of docs/suggestions.md and docs/commands.md
# make agreement   compare answers with DuckDB's, on the smallest graph of $CQCQ_BENCH or ../shared/bench
# make counts  count the instructions of fixed queries and compare with Benchmarks/counts.txt
# make bench   time the program beside its peers, fetched from PyPI; SF=1 for the whole graph, WRITE=1 to write docs/performance.md
# make micro   time the tokenizer, the parser and other parts each by itself; FILTER=name for some
# make relational   compare answers with those of DuckDB and PostgreSQL through our SQL; WRITE=1 to write the counts to docs/beyond.md
# make spark        the queries of the bench and ten of reports on a cluster of Spark that loses a worker; SF=1 for another size, WRITE=1 for docs/beyond.md
# make larger       the queries of the bench on DuckDB in 4 GiB of memory; SF=10, WRITE=1 likewise
# make differential   ask two other openCypher engines, graphdblite and kuzu, the generated queries; fetches them from PyPI
# make differential-long   a million generated queries in all configurations; DATE=YYYY-MM-DD to write the counts to docs/testing.md
# make fuzz MINUTES=10   libFuzzer on each kind of input, for that many minutes each; TARGET=name for one, RECORD=1 to write Fuzz/results.tsv
# make sanitize   the engine's tests under AddressSanitizer and ThreadSanitizer
# make real-queries FOLDER=path   tables of the queries in a folder of your own that are accepted and rejected, by source and reason

SHELL := bash
PREFIX ?= /usr/local
SF ?= 0.01
MINUTES ?= 1
.PHONY: nightly shell test lint recipes newcomer test-later tck build install deb tarball site release docs reliability evaluate agreement counts bench micro relational spark larger differential differential-long fuzz sanitize setup

shell: setup
	@scripts/build cqcq
	@.build/release/cqcq

build: setup
	@scripts/build

install: build
	@scripts/install .build/release/cqcq "$(PREFIX)"

deb: build
	@scripts/deb .build/release/cqcq .build

tarball: build
	@scripts/tarball .build/release/cqcq .build

site: build
	@scripts/site-setup
	@scripts/browser-setup
	@scripts/site .build/release/cqcq .build/site
	@.venv/bin/python scripts/check-site .build/site .build/site-pictures

release: build
	@scripts/site-setup
	@scripts/data-changelog --check
	@! grep -laF '$(CURDIR)/' .build/release/cqcq .build/release/cqcq-rdf .build/release/cqcq-serve .build/release/cqcq-tables || { echo "these programs name the folder that they were built in" >&2; exit 1; }
	@rm -rf .build/packages
	@scripts/release .build/release/cqcq .build/packages

test: setup
	@scripts/sssom install
	@scripts/read-exports install
	@scripts/serve-clients install
	@scripts/python-setup
	@scripts/relational install
	@CQCQ_STRICT=1 scripts/test

test-later: setup
	@scripts/clock-setup
	@scripts/sssom install
	@scripts/read-exports install
	@CQCQ_STRICT=1 scripts/test later

nightly:
	@scripts/clock-setup
	@scripts/tally "make test-later" "make agreement" "make counts" "scripts/differential-long --queries 20000" "scripts/fuzz 1"

lint:
	@scripts/lint

newcomer:
	@scripts/newcomer --write

recipes: setup
	@scripts/follow-recipes

tck: setup
	@set -o pipefail; swift test --disable-xctest --filter ConformanceTests 2>&1 | grep -E '^(category|class|error|side effects|conformance)|✘|skipped'

docs: build
	@scripts/doc-tables .build/release/cqcq docs/knowledge.md
	@scripts/grammar-pictures
	@scripts/report-pictures .build/release/cqcq

reliability: build
	@scripts/reliability .build/release/cqcq

evaluate: setup
	@CQCQ_UPDATE=1 swift test --disable-xctest --filter 'SuggestionEvaluationTests|QuestionTests'

agreement: build
	@scripts/agreement

counts: build
	@scripts/counts

bench: build
	@scripts/bench $(SF) $(if $(WRITE),--write)

micro: setup
	@swift run -c release -Xswiftc -enable-testing --package-path Benchmarks Benchmarks $(if $(FILTER),--filter $(FILTER))

real-queries: build
	@scripts/real-queries .build/release/cqcq "$(FOLDER)"

relational: setup
	@scripts/relational $(if $(WRITE),--write)

spark: build
	@scripts/spark $(SF) $(if $(WRITE),--write)

larger: build
	@scripts/beyond-memory $(if $(filter 0.01,$(SF)),10,$(SF)) $(if $(WRITE),--write)

differential: setup
	@scripts/differential

differential-long: setup
	@scripts/differential-long $(if $(DATE),--date $(DATE))

fuzz: setup
	@scripts/fuzz $(if $(RECORD),--record) $(MINUTES) $(TARGET)

sanitize: setup
	@scripts/sanitize

setup:
	@scripts/setup
