# Rådslag. Every target works as the first command on a machine with Python 3.11 or later, make and git.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
PORT   ?= 8080
SPEED  ?= 1
KILLS  ?= 8
CASES  ?= 8
PEOPLE ?= 200
WORKERS ?= 2
UV     := 0.13.9
BIN    := .venv/bin
MEMBERS := shared services/case-flow services/council-registry services/newsletter services/notifier \
	services/portal deploy/local
NAMES := councilkit case-flow council-registry newsletter notifier portal raadslag-local
ASSETS := services/portal/assets
ASYNCAPI := .venv/asyncapi

.PHONY: help run up ops fast test journey sabotage canaries stories check clean lock jars venv assets kafka schemas

help: ## list what can be made
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

run: venv assets ## the whole house on this machine, with a case that travels (PORT=8080 SPEED=1 RESET=1 QUICK=1)
	@RAADSLAG_ASSETS=$(CURDIR)/$(ASSETS) $(BIN)/raadslag-local run --port $(PORT) --speed $(SPEED) $(if $(RESET),--reset) $(if $(QUICK),--quick)

up: venv assets $(if $(RAADSLAG_KAFKA_BROKERS)$(KAFKA_BROKERS),,kafka) ## the same on the real things: a process each, with MongoDB and Kafka
	@RAADSLAG_ASSETS=$(CURDIR)/$(ASSETS) $(BIN)/raadslag-local up --port $(PORT) --speed $(SPEED) $(if $(RESET),--reset) $(if $(QUICK),--quick)

ops: venv ## ask the house that runs here how it is, or mend it (ARGS="heads")
	@test -f .run/operator.env || { echo 'No house has run here yet: make run, or make up.'; exit 1; }
	@set -a; . .run/operator.env; $(BIN)/raadslag-ops $(ARGS)

fast: venv ## tests of domain and use cases, in seconds
	@# a run for each service, side by side, with only the plugins that are needed: others take as long to load as tests
	@printf '%s\n' services/* | PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 xargs -P 4 -I{} sh -c '$(BIN)/pytest -q \
		-p pytest_asyncio.plugin -p pytest_timeout -p no:cacheprovider $$(ls -d {}/tests/domain {}/tests/application 2>/dev/null)'

test: venv assets ## every test, on a real MongoDB, on a real Kafka and in a real browser (WORKERS=2 ARGS=)
	@$(MAKE) kafka || echo 'NO KAFKA here: every test on the embedded broker is left out.'
	@RAADSLAG_ASSETS=$(CURDIR)/$(ASSETS) RAADSLAG_CHROMIUM="$$($(BIN)/python .ci/chromium.py)" $(BIN)/pytest \
		-n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

journey: venv kafka ## many cases travel while things are killed, and a judge says what came of it (KILLS=8 CASES=8 SEED=)
	@$(BIN)/raadslag-local journey --kills $(KILLS) --cases $(CASES) $(if $(SEED),--seed $(SEED))

sabotage: venv kafka ## builds with a known mistake, each of which the judge must notice (ONLY=part of a name)
	@$(BIN)/raadslag-local sabotage $(if $(ONLY),--only $(ONLY))

canaries: venv kafka ## people who cannot be mistaken live in a house, a quarter is erased, all is searched for them (PEOPLE=200)
	@$(BIN)/raadslag-local canaries --people $(PEOPLE)

stories: venv ## the stories of the sample region, told through the APIs: do they end as told?
	@$(BIN)/raadslag-local stories

check: venv $(ASYNCAPI)/ready ## format, lint, types, import rules, sizes, schemas, spelling
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	@# one run per member: equal names of test files in every service are no clash
	for member in $(MEMBERS); do $(BIN)/mypy $$member/src $$(ls -d $$member/tests 2>/dev/null) || exit 1; done
	$(BIN)/mypy .ci/*.py $(wildcard tests benchmarks) deploy/k8s/tests
	$(BIN)/lint-imports --no-logo
	$(BIN)/python .ci/sizes.py
	$(BIN)/python -m councilkit.events.schemas --check
	$(BIN)/python -m councilkit.events.compatibility
	$(BIN)/python -m councilkit.testing.asyncapi
	$(BIN)/pytest -q -p no:cacheprovider deploy/k8s
	$(BIN)/typos
	@! grep -nE 'https?://' *.lock deploy/local/*.lock || { echo 'A lock names a package host.'; exit 1; }
	@! grep -n '"resolved"' services/*/package-lock.json shared/*/package-lock.json || { echo 'A lock names a package host.'; exit 1; }

schemas: venv ## write the contracts of the events again: schemas, examples, AsyncAPI
	$(BIN)/python -m councilkit.events.schemas

clean: ## remove everything make made, the data of `make run` too
	rm -rf .venv .run $(ASSETS) services/portal/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# uv's own lock file writes down the host that every file came from, and ours must say nothing about where someone gets
# packages. So the one lock is a requirements file: versions and hashes for every platform, no addresses. What it pins stays
# pinned until a bound forbids it; UPGRADE=1 chooses everything anew.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(if $(UPGRADE),--upgrade)

lock: .venv/bin/uv ## write requirements.lock from the bounds (UPGRADE=1: newest versions)
	@$(LOCK) $(addsuffix /pyproject.toml,$(MEMBERS)) --group dev $(addprefix --no-emit-package ,$(NAMES)) -o requirements.lock
	@$(LOCK) --group node -o requirements-node.lock
	@$(LOCK) --group build --constraint requirements.lock -o requirements-build.lock
	@$(LOCK) $(patsubst %,%/pyproject.toml,$(filter-out deploy/local,$(MEMBERS))) --constraint requirements.lock \
		--no-annotate $(addprefix --no-emit-package ,$(NAMES)) -o requirements-run.lock

jars: venv ## write deploy/local/kafka.lock from the parts that councilkit.testing.kafka_jars names
	@$(BIN)/python -m councilkit.testing.kafka_jars --write deploy/local/kafka.lock

venv: .venv/ready ## the virtual environment

.venv/bin/uv:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Rådslag needs Python 3.11 or later, which neither python3 nor python3.1x is here: set PYTHON=...'; exit 1; }
	@echo 'Making a virtual environment in .venv with $(PYTHON) ...'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo 'Python cannot make virtual environments here (Debian and Ubuntu: install python3-venv).'; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV)

.venv/ready: requirements.lock pyproject.toml $(wildcard shared/pyproject.toml services/*/pyproject.toml deploy/local/pyproject.toml) | .venv/bin/uv
	@echo 'Installing the locked packages ...'
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation $(addprefix -e ,$(MEMBERS))
	@touch $@

NPM = command -v npm >/dev/null || VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements-node.lock

assets: $(ASSETS)/ready ## styles and fonts of the pages, from the package index

$(ASSETS)/ready: services/portal/package.json services/portal/package-lock.json | .venv/ready
	@echo 'Fetching styles and fonts ...'
	@$(NPM)
	@cd services/portal && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --silent
	@rm -rf $(ASSETS) && mkdir -p $(ASSETS)
	@mv services/portal/node_modules/@navikt/ds-css/dist $(ASSETS)/ds-css
	@mv services/portal/node_modules/@fontsource-variable/source-sans-3 $(ASSETS)/source-sans-3
	@rm -rf services/portal/node_modules
	@touch $@

$(ASYNCAPI)/ready: shared/contracts/package.json shared/contracts/package-lock.json | .venv/ready
	@echo 'Fetching the official schema of AsyncAPI ...'
	@$(NPM)
	@rm -rf $(ASYNCAPI) && mkdir -p $(ASYNCAPI) && cp $^ $(ASYNCAPI)
	@cd $(ASYNCAPI) && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --silent
	@touch $@

kafka: .venv/kafka ## what the embedded Kafka broker is made of, as kafka.lock names it

.venv/kafka: deploy/local/kafka.lock | .venv/ready
	@echo 'Fetching the jars of Apache Kafka ...'
	@$(BIN)/python -m councilkit.testing.kafka_jars deploy/local/kafka.lock
	@touch $@
