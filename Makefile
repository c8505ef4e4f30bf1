# What a person types: `make demo` and `make test`. `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo test lint setup setup-test release catalogue docs reports expansion-study picture clean

# Swift would wait for an answer after a crash.
export SWIFT_BACKTRACE = enable=no

DEMO := community-hospital
SCENARIOS := $(basename $(notdir $(wildcard Scenarios/*.yaml)))
# The variant with readers has the formulas of the scenario that it is based on.
EDITED = $(filter-out %-reading $(LONGEST),$(SCENARIOS))
# The steps of the expansion study, each based on the one before.
STEPS := $(sort $(basename $(notdir $(wildcard Scenarios/expansion-study/*.yaml))))
STUDY := .build/expansion-study
# The first Python that has what the checks need; looked for after the set-up.
PYTHON = $(shell for p in python3 /usr/bin/python3; do \
	$$p -c 'import openpyxl, jsonschema, yaml, PIL, markdown_it' 2>/dev/null && echo $$p && break; done)
REFERENCE_JOB = $(dir $(PACSPLAN))reference-job
# On Linux the programs carry what they need of Swift: they run where it is not installed, and in less
# memory.
STATIC = $(shell test "$$(uname)" = Linux \
	&& test -d "$$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')_static" \
	&& echo --static-swift-stdlib)
PACSPLAN = $(shell swift build -c release --show-bin-path)/pacsplan

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1 - /p' Makefile | sort

demo: setup release ## Compare the PACS offers to a community hospital, into Reports/
	@mkdir -p Reports
	"$(PACSPLAN)" run Scenarios/$(DEMO).yaml --out Reports/$(DEMO)

test: setup-test release ## Run all tests, those of the workbook included
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --disable-xctest --parallel
	$(MAKE) rendered studied
	$(MAKE) -j $(PROCESSORS) --output-sync=target check-all

# The checks of what was rendered, in the order of how long they take.
CHECKS := check-edits check-hostile check-negotiation check-quotes check-planted check-recalculation check-bills check-charts
.PHONY: check-all $(CHECKS)
check-all: $(CHECKS) compare-reports

PROCESSORS = $(shell getconf _NPROCESSORS_ONLN)

# Every shipped scenario once, for all checks of outputs. Those that take longest are played in few futures:
# their books are checked in every run, and `make check-reports` holds their reports against Reports/.
CHECKED := .build/check/reports
QUICK := .build/check/quick
LONGEST := $(if $(ALL),,academic-medical-center regional-network)
.PHONY: rendered studied check-outputs check-reports
rendered:
	@test -n "$(PYTHON)" || { echo 'no Python with openpyxl, jsonschema, yaml, PIL, markdown_it' >&2; exit 1; }
	rm -rf .build/check && mkdir -p $(CHECKED) $(QUICK)
	@set -e; for name in $(filter-out $(LONGEST),$(SCENARIOS)); do \
		"$(PACSPLAN)" run Scenarios/$$name.yaml --quiet --out $(CHECKED)/$$name; done
	@set -e; for name in $(LONGEST); do \
		"$(PACSPLAN)" run Scenarios/$$name.yaml --quick --quiet --out $(QUICK)/$$name; done
	"$(PACSPLAN)" negotiate Scenarios/$(DEMO).yaml --quiet --out $(CHECKED)/negotiation

studied:
	@mkdir -p $(STUDY)
	@set -e; for step in $(STEPS); do \
		"$(PACSPLAN)" run Scenarios/expansion-study/$$step.yaml --quiet --out $(STUDY)/$$step; done
	"$(PACSPLAN)" compare $(addprefix $(STUDY)/,$(STEPS)) --markdown > $(STUDY)/changes.md

check-outputs: rendered ## Check workbooks, charts, report and schemas with other programs
	$(MAKE) -j $(PROCESSORS) --output-sync=target $(CHECKS)

# What a person types there is changed in the files and in the cells, and must come to the same.
check-edits:
	@printf '%s\n' $(EDITED:%=Scenarios/%) Tests/Workbook/transition/clinic \
		Tests/Workbook/transition/maintained | xargs -I {} \
		"$(PYTHON)" Tests/Workbook/edit_inputs.py "$(PACSPLAN)" {}.yaml --together

check-recalculation:
	@printf '%s\n' .build/check/*/*/comparison.xlsx | xargs -I {} \
		"$(PYTHON)" Tests/Workbook/corrupt_and_recalculate.py {}

# The checks themselves find planted mistakes.
check-planted:
	"$(PYTHON)" Tests/Workbook/test_checks.py $(CHECKED)/$(DEMO)/comparison.xlsx
	"$(PYTHON)" Tests/Outputs/test_checks.py

# Requests for offers are filled in through LibreOffice, read back, and broken.
check-quotes:
	"$(PYTHON)" Tests/Quotes/round_trip.py "$(PACSPLAN)" --work .build/check/quotes

# Prices at which orders turn are put back into the files and played; `make check-negotiation FULL=1` does so with
# all of them and all studies, and takes a quarter of an hour.
THINNED = $(if $(FULL),,--lines 1 --thin 40 --offers 3)
check-negotiation:
	"$(PYTHON)" Tests/Negotiation/turns.py "$(PACSPLAN)" Scenarios/$(DEMO).yaml $(THINNED)

check-hostile:
	"$(PYTHON)" Tests/Outputs/check_hostile.py "$(PACSPLAN)" --work .build/check/hostile

check-charts:
	"$(PYTHON)" Tests/Outputs/charts.py .build/check/*/*/charts/*.svg
	"$(PYTHON)" Tests/ScenarioFilesTests/check_schemas.py

# Random offers against a plain program; `make check-bills OFFERS=10 BOOKS=10` takes a quarter of an hour.
OFFERS = 10
BOOKS = 1
check-bills:
	"$(PYTHON)" Tests/Bills/check_offers.py "$(PACSPLAN)" --scenarios $(OFFERS) --books $(BOOKS)

.PHONY: compare-reports
compare-reports:
	@mkdir -p $(CHECKED)/expansion-study && cp $(STUDY)/changes.md $(CHECKED)/expansion-study/
	"$(PYTHON)" Tests/Outputs/compare_reports.py $(CHECKED) Reports $(LONGEST)

check-reports: release ## Check that all of Reports/ is what the scenarios make
	$(MAKE) rendered studied compare-reports ALL=1

.PHONY: bench bench-instructions bench-reference
bench: setup-test ## Time the replay of the shipped scenarios, and see how much memory it takes
	swift build -c release $(STATIC) --product reference-job
	python3 Tests/Benchmarks/shipped.py "$(REFERENCE_JOB)"

bench-instructions: setup-test ## Count the instructions that a study takes, against the recorded figure
	swift build -c release $(STATIC) --product reference-job
	python3 Tests/Benchmarks/instructions.py "$(REFERENCE_JOB)"

bench-reference: ## Compare the replay with the C programs in the folder C_PROGRAMS
	swift build -c release $(STATIC) --product reference-job
	python3 Tests/Benchmarks/compare_reference.py "$(REFERENCE_JOB)" "$(C_PROGRAMS)"

.PHONY: mutants
mutants: setup-test ## Seed mistakes into a copy of the engine and check that tests find each
	python3 Tests/SimulationTests/Mutants/run.py

lint: ## Check the layout of the code
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

setup: ## Install what building needs and the machine lacks
	@.ci/setup build

setup-test:
	@.ci/setup test

release:
	swift build -c release $(STATIC)

.PHONY: native
native: ## Build for the processor of this machine alone: quicker, and the same bytes come out
	swift build -c release --scratch-path .build/native -Xcc -march=native -Xcc -fno-math-errno

catalogue: ## Make the built-in catalogues of modalities and requirements from Scenarios/data
	python3 Scenarios/data/make-table.py
	python3 Scenarios/data/make-requirements.py

docs: release ## Make the reference page and the schemas from the table of fields
	@mkdir -p Scenarios/schemas docs
	"$(PACSPLAN)" reference > docs/reference.md
	"$(PACSPLAN)" schema scenario > Scenarios/schemas/scenario.schema.json
	"$(PACSPLAN)" schema vendor > Scenarios/schemas/vendor.schema.json
	"$(PACSPLAN)" schema catalogue > Scenarios/schemas/catalogue.schema.json
	"$(PACSPLAN)" schema requirements > Scenarios/schemas/requirements.schema.json

reports: setup release ## Remake the report of every shipped scenario
	@mkdir -p Reports
	@set -e; for name in $(SCENARIOS); do \
		"$(PACSPLAN)" run Scenarios/$$name.yaml --out Reports/$$name; done
	"$(PACSPLAN)" negotiate Scenarios/$(DEMO).yaml --out Reports/negotiation

expansion-study: setup release studied ## Show what each step of an expansion changes, in Reports/expansion-study/changes.md
	@mkdir -p Reports/expansion-study
	cp $(STUDY)/changes.md Reports/expansion-study/changes.md

picture: ## Remake the picture of the README from the demo's report
	docs/picture Reports/$(DEMO) docs/images/report.png

clean: ## Remove what was built
	swift package clean
	rm -rf .build/check
