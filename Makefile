# `make` lists the targets. Everything below `setup` sets itself up first: Python 3.11 or newer and make are all that is needed.
SHELL := /bin/sh
FITS = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for it in python3.11 python3 python3.12 python3.13; do $$it -c "$(FITS)" 2>/dev/null && command -v $$it && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NOW_FUKUSHIMA := 2021-10-27T21:00:00+09:00
NOW_KAGOYA := 2023-06-11T21:00:00+09:00

corpus = $(if $(CORPUS),,$(error Name a folder of labelled mail / 分類済みのメールのフォルダーを指定してください: make $@ CORPUS=folder))

.DEFAULT_GOAL := help
.PHONY: help setup run published test check static docs lock system examples bless new-check hits measure-reading measure-visits measure-published measured evidence fuzz sabotage bench patterns compare scale clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z][a-z-]*:.*## / {printf "  make %-18s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make the virtual environment with the pinned packages

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c "$(FITS)" || { echo "Python 3.11 or newer is needed. / Python 3.11以降が必要です: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || { echo "A package of Debian and Ubuntu is missing. / DebianとUbuntuでは次のパッケージが必要です: apt install python3-venv"; exit 1; }
	@echo "Setting up $(VENV): one or two minutes, once. / 環境を用意しています(初回のみ、1〜2分)。"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

run: $(READY) ## examine the two example mails from their recorded answers
	@mkdir -p out
	@for lang in ja en; do \
	  $(BIN)/sabaku examine examples/kagoya/mail.eml --config examples/kagoya/home.toml --tape examples/kagoya/tape.jsonl \
	    --profile full --now $(NOW_KAGOYA) --lang $$lang --format html > out/kagoya.$$lang.html || exit 1; \
	  $(BIN)/sabaku examine examples/fukushima/mail.eml --config examples/fukushima/home.toml --tape examples/fukushima/tape.jsonl \
	    --profile full --now $(NOW_FUKUSHIMA) --lang $$lang --format html > out/fukushima.$$lang.html || exit 1; \
	done
	@$(BIN)/sabaku examine examples/kagoya/mail.eml --config examples/kagoya/home.toml --tape examples/kagoya/tape.jsonl \
	  --profile full --now $(NOW_KAGOYA)
	@rm -rf out/published && $(MAKE) --no-print-directory published FORMATS=html TO=out/published/
	@echo "HTML reports / 報告書: out/kagoya.ja.html out/kagoya.en.html out/fukushima.ja.html out/fukushima.en.html"
	@echo "Published articles / 公開用の記事: out/published/kagoya/article.ja.html out/published/fukushima/article.ja.html (and article.en.html)"

examples: $(READY) ## publish the two examples anew (examples/*/published, all formats; needs `make system`)
	@rm -rf examples/kagoya/published examples/fukushima/published
	@$(MAKE) --no-print-directory published FORMATS=html,markdown,fragment,pdf,card,feed

published: $(READY)
	@for it in kagoya=$(NOW_KAGOYA) fukushima=$(NOW_FUKUSHIMA); do name=$${it%%=*}; now=$${it#*=}; \
	  to=$(if $(TO),$(TO)$$name,examples/$$name/published); mkdir -p out; \
	  $(BIN)/sabaku examine examples/$$name/mail.eml --config examples/$$name/home.toml --tape examples/$$name/tape.jsonl \
	    --profile full --now $$now --case out/case-$$name --format json > out/$$name.json || exit 1; \
	  $(BIN)/sabaku publish out/case-$$name --out $$to --lang both --format $(FORMATS) --now $$now || exit 1; \
	done

test: check ## everything that CI runs: style, types, layers, generated documents, tests

check: static ## the same as `make test`
	$(BIN)/python -m pytest

static: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tools.docs --check

docs: $(READY) ## write the generated documents (checks, attacks, experts, JSON Schema)
	$(BIN)/python -m tools.docs

lock: $(READY) ## pin the packages anew (requirements.lock, requirements-dev.lock)
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra dev --output-file requirements-dev.lock pyproject.toml

system: ## install the Debian packages that the browser and PDF tests need (as root)
	apt-get -o DPkg::Lock::Timeout=900 update -qq
	apt-get -o DPkg::Lock::Timeout=900 install -y -qq --no-install-recommends chromium openssl fonts-noto-cjk fonts-ipafont libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

bless: $(READY) ## write the golden files anew; look at the difference before you commit it
	$(BIN)/python -m pytest --bless -q

new-check: $(READY) ## make new-check ID=links.some-name: the file and its four fixtures
	$(BIN)/python -m tools.new_check $(ID)

scale: $(READY) ## 1,000 mails against servers on loopback, killed in the middle and started again: speed, and what is asked twice
	$(BIN)/python tests/sources/scale.py $(or $(MAILS),1000)

hits: $(READY) ## make hits CORPUS=folder: which check hits how often in which folder
	$(corpus)
	$(BIN)/python -m sabaku.fit.hits $(CORPUS)

measure-reading: $(READY) ## make measure-reading CORPUS=folder: what could be read, origins, times
	$(corpus)
	$(BIN)/python -m sabaku.fit.reading $(CORPUS)/*
	$(BIN)/python -m sabaku.fit.origins $(CORPUS)
	$(BIN)/python -m sabaku.fit.signatures $(CORPUS)/*

measure-visits: $(READY) ## time and memory of visits to a page on loopback, for docs/measured.md
	$(BIN)/python -m sabaku.fit.visits

measured: $(READY) ## make measured CORPUS=folder EXPERTS=cases.jsonl: write docs/measured.md anew
	$(corpus)
	@mkdir -p out
	$(BIN)/sabaku measure $(CORPUS) --lang en --out docs/measured.md
	@{ printf '\n## What could be read\n\n```\n'; $(BIN)/python -m sabaku.fit.reading $(CORPUS)/*; \
	  printf '```\n\n## Origins\n\n```\n'; $(BIN)/python -m sabaku.fit.origins $(CORPUS); \
	  printf '```\n\n## Signatures\n\n```\n'; $(BIN)/python -m sabaku.fit.signatures $(CORPUS)/*; \
	  printf '```\n\n## Brands named\n\n```\n'; $(BIN)/python -m sabaku.fit.claims $(CORPUS); \
	  printf '```\n\n## Visits\n\n'; $(BIN)/python -m sabaku.fit.visits; \
	  printf '\n## Beside SpamAssassin and rspamd\n\n'; $(BIN)/python -m sabaku.fit.peers $(CORPUS); \
	  printf '\n## Speed beside others\n\n```\n'; $(BIN)/python -m sabaku.fit.bench $(CORPUS) --most 300; \
	  printf '```\n\n## Recipients after redaction\n\n```\n'; $(BIN)/python -m sabaku.fit.redacted $(CORPUS); \
	  printf '```\n\n## Recipients in publications\n\n```\n'; $(BIN)/python -m sabaku.fit.published $(CORPUS) --drawn 100 --kept out/published.jsonl; \
	  printf '```\n\n## Cases described by experts\n\n```\n'; $(BIN)/python -m sabaku.fit.experts $(EXPERTS); \
	  printf '```\n'; } >> docs/measured.md
	$(BIN)/python -m tools.docs

measure-published: $(READY) ## make measure-published CORPUS=folder: is a recipient left in a published folder? May be stopped and started again
	$(corpus)
	@mkdir -p out
	$(BIN)/python -m sabaku.fit.published $(CORPUS) --kept out/published.jsonl

evidence: $(READY) ## make evidence CORPUS=folder: is every quoted place really there?
	$(corpus)
	$(BIN)/python -m sabaku.fit.evidence $(CORPUS)

bench: $(READY) ## make bench CORPUS=folder: mails per second, beside other readers that are installed
	$(corpus)
	$(BIN)/python -m sabaku.fit.bench $(CORPUS)

patterns: $(READY) ## make patterns CORPUS=folder: which regular expressions cost how much of an examination
	$(corpus)
	$(BIN)/python -m sabaku.fit.patterns $(CORPUS)

compare: $(READY) ## make compare CORPUS=folder: SpamAssassin and rspamd beside sabaku (Debian: spamassassin spamd rspamd)
	$(corpus)
	$(BIN)/python -m sabaku.fit.peers $(CORPUS)

fuzz: $(READY) ## five minutes of broken and of odd mails each; what raises or takes long is printed and kept in fuzz-found
	$(BIN)/python tests/fuzz/mutate.py 300
	$(BIN)/python tests/fuzz/structured.py 300

sabotage: $(READY) ## plant faults, one at a time; each must break a test
	$(BIN)/python -m tests.sabotage

clean: ## remove what can be made again
	rm -rf $(VENV) out build .mypy_cache .ruff_cache .pytest_cache .hypothesis src/*.egg-info
