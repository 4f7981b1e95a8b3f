# tests.mk - included by the Makefile: tests, sanitizers, lint, fuzzing.

# ---- unit ---------------------------------------------------------------------

# ROOMS narrows the run to some rooms: make unit ROOMS='arena str'.
UNIT_SRC := tests/unit/unit.c $(if $(ROOMS),$(ROOMS:%=tests/unit/test_%.c),\
	$(sort $(wildcard tests/unit/test_*.c)))
UNIT_OBJ := $(UNIT_SRC:%.c=$(BUILD)/obj/%.o)
# What is not test_*.c helps the suites; in an archive it comes when called.
UNIT_HELP_SRC := $(sort $(filter-out tests/unit/unit.c tests/unit/test_%,\
	$(wildcard tests/unit/*.c)))
UNIT_HELP_OBJ := $(UNIT_HELP_SRC:%.c=$(BUILD)/obj/%.o)

$(UNIT_OBJ) $(UNIT_HELP_OBJ): CPP_ALL += -Itests $(CHECK_CFLAGS)

$(eval $(call stamp,$(BUILD)/unit-sources,$(UNIT_SRC) $(UNIT_HELP_SRC)))

$(BUILD)/unit-help.a: $(UNIT_HELP_OBJ) $(BUILD)/unit-sources
	$(call say,AR   ,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(UNIT_HELP_OBJ)

# For the unit tests: all of the program but main.
$(BUILD)/program.a: $(PROGRAM_OBJ) $(BUILD)/sources
	$(call say,AR   ,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(filter-out %/main.o,$(PROGRAM_OBJ))

UNIT_LIBS := $(BUILD)/unit-help.a $(BUILD)/program.a $(LIB_A)

$(BUILD)/unit: $(UNIT_OBJ) $(UNIT_LIBS) $(BUILD)/unit-sources
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $(UNIT_OBJ) $(UNIT_LIBS) \
		$(CHECK_LIBS) $(PROGRAM_LIBS)

.PHONY: unit
unit: $(BUILD)/unit ## run the unit tests (ROOMS='arena str' narrows)
	@$(if $(ROOMS),UNIT_ROOMS='$(ROOMS)') $(BUILD)/unit

# ---- golden -------------------------------------------------------------------

.PHONY: golden accept
golden: $(PROGRAM) ## run the golden cases (CASES='cli-*' narrows)
	@tests/golden/run.sh $(PROGRAM) $(if $(CASES),$(CASES:%='%'))

accept: $(PROGRAM) ## rewrite the golden cases that differ (CASES='cli-*' narrows)
	@tests/golden/run.sh --accept $(PROGRAM) $(if $(CASES),$(CASES:%='%'))

# ---- fuzz targets ---------------------------------------------------------------

FUZZ := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_OBJ := $(FUZZ:%=$(BUILD)/obj/tests/fuzz/fuzz_%.o)
REPLAY := $(FUZZ:%=$(BUILD)/replay_%)
.SECONDARY: $(FUZZ_OBJ) $(BUILD)/obj/tests/fuzz/replay.o \
	$(BUILD)/obj/tests/fault/fault.o

$(BUILD)/replay_%: $(BUILD)/obj/tests/fuzz/fuzz_%.o \
		$(BUILD)/obj/tests/fuzz/replay.o $(BUILD)/program.a $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $^ $(PROGRAM_LIBS)

# Made by the inner make of `fuzz` below only.
$(BUILD)/fuzz_%: $(BUILD)/obj/tests/fuzz/fuzz_%.o $(BUILD)/program.a $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(PROGRAM_LIBS)

T ?= fuzz_rules
SECONDS ?= 60
.PHONY: fuzz
ifeq ($(T),edits)
EDITS ?= 10000
SEED ?= 2
fuzz: $(BUILD)/edits
	$(BUILD)/edits $(EDITS) $(SEED) $(sort $(wildcard tests/data/*.jsonl))
else
fuzz: ## fuzz one target: make fuzz T=fuzz_rules SECONDS=60; T=edits EDITS=10000
	@tests/tools/deps.sh build fuzz
	@$(MAKE) BUILD=build/fuzz CC=clang OPT='-O1 -g' DEFS= \
		SAN=fuzzer-no-link,address,undefined build/fuzz/$(T)
	@mkdir -p build/fuzz/corpus/$(T:fuzz_%=%)
	cd build/fuzz && ./$(T) -max_total_time=$(SECONDS) -timeout=10 \
		-rss_limit_mb=2048 -print_final_stats=1 $(addprefix -dict=,\
		$(abspath $(wildcard tests/fuzz/$(T:fuzz_%=%).dict))) \
		corpus/$(T:fuzz_%=%) ../../tests/fuzz/corpus/$(T:fuzz_%=%)
endif
	$(if $(filter fuzz_lsp,$(T)),@$(MAKE) lsp-edits)

# Many more edits than check tries; SEED=2 tries others.
EDITS ?= 10000
SEED ?= 1
.PHONY: lsp-edits
lsp-edits: $(PROGRAM) ## the language server against fresh checks, 10,000 edits
	@tests/laws/lsp.sh $(PROGRAM) $(EDITS) $(SEED)

# ---- fault walk -----------------------------------------------------------------

$(BUILD)/fault: $(BUILD)/obj/tests/fault/fault.o $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS)

# ---- frozen tables --------------------------------------------------------------

# The tables thawed and written again are the tables that the loader made.
$(BUILD)/refreeze: $(BUILD)/obj/rules/freeze.o $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS)

# ---- paths through the engine ---------------------------------------------------

$(BUILD)/paths: $(BUILD)/obj/tests/laws/paths.o $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS)


# ---- budgets --------------------------------------------------------------------

# What a start and a check may cost, in instructions: the objects of this build,
# linked as for a release. Not under sanitizers, and not where they do not hold.
# budget_cold is also the quick program of a release, which laws/quick.sh tries.
BUDGET_BUILT = $(shell $(CC) --version | head -n 1 | \
	cut -d' ' -f2-) $(strip $(OPT) $(CPPFLAGS) \
	$(CFLAGS) $(LDFLAGS) $(if $(MUSL_GCC),musl))
BUDGETED := $(if $(SAN),,$(if $(filter Linux,$(shell uname -s)),$(if \
	$(CAN_QUICK),yes)))
BUDGET_PROGRAMS := $(BUILD)/budget_cold $(BUILD)/budget_warm

$(BUILD)/budget_cold: $(QUICK_OBJ) $(TAIL) $(BUILD)/quick/flags
	$(call say,LINK ,$@)
	$(Q)$(call link_quick,$@)

$(BUILD)/budget_warm: $(BUILD)/obj/tests/budget/warm.o $(LATE_OBJ) $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -no-pie -o $@ $^ $(RELEASE_LIBS)

.PHONY: budgets budget
budget: $(BUDGET_PROGRAMS) ## hold a start and a check to their instructions
	@tests/budget/budget.sh $(BUDGET_PROGRAMS) '$(BUDGET_BUILT)'
budgets: $(BUDGET_PROGRAMS) ## record the instructions there are now
	@tests/budget/budget.sh --record $(BUDGET_PROGRAMS) '$(BUDGET_BUILT)'

# ---- a text under edit ----------------------------------------------------------

$(BUILD)/edits: $(BUILD)/obj/tests/laws/edits.o $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS)
# ---- editors --------------------------------------------------------------------

EDITOR_PARTS := npm client vscode vim neovim emacs kakoune

.PHONY: editor-check
editor-check: ## the language server in four editors, and with VS Code's library
	@tests/tools/deps.sh build editors
	@$(MAKE) $(INNER_JOBS) all
	@tests/tools/check.sh $(foreach p,$(EDITOR_PARTS),\
		$(p) 'tests/editors/run.sh $(BUILD) $(p)')

# ---- check ----------------------------------------------------------------------

# Sanitizers speak up with a status of their own; forked tests get more time.
SAN_ENV := ASAN_OPTIONS=detect_leaks=1:exitcode=99 \
	UBSAN_OPTIONS=print_stacktrace=1:exitcode=99 \
	TSAN_OPTIONS=exitcode=99 $(if $(SAN),CK_TIMEOUT_MULTIPLIER=8 GOLDEN_TIMEOUT=600)

# A fork a test is dear (1,580 of them: half a minute; with LeakSanitizer
# seven). Only when the one process falls, and not when a test merely fails,
# are they tried apart, to name the test.
UNIT_RUN := CK_FORK=no $(BUILD)/unit || { status=$$?; [ $$status -eq 1 ] || \
	ASAN_OPTIONS=detect_leaks=0 $(BUILD)/unit; exit $$status; }

FAULT := $(if $(findstring SW_FAULT,$(DEFS)),$(BUILD)/fault)

PARTS = unit '$(UNIT_RUN)'
PARTS += frozen '$(BUILD)/refreeze | cmp - $(BUILD)/gen/frozen.c'
PARTS += replay 'tests/fuzz/replay.sh $(BUILD) $(FUZZ)'
PARTS += golden 'tests/golden/run.sh $(PROGRAM)'
PARTS += jobs 'tests/laws/jobs.sh $(PROGRAM)'
PARTS += stop 'tests/laws/stop.sh $(PROGRAM)'
ifneq ($(SAN),thread) # what runs in one thread all over has no race to find
PARTS += rules '$(PROGRAM) rules test --coverage --conflicts'
PARTS += laws 'tests/laws/run.sh $(PROGRAM)'
PARTS += paths '$(BUILD)/paths $(sort $(wildcard tests/data/*.jsonl))'
PARTS += edits '$(BUILD)/edits $(if $(SAN),60,500) 1 $(sort $(wildcard tests/data/*.jsonl))'
PARTS += safe 'tests/laws/safe.sh $(PROGRAM)'
PARTS += lsp 'tests/laws/lsp.sh $(PROGRAM)'
PARTS += formats 'tests/laws/formats.sh $(PROGRAM)'
PARTS += shells 'tests/shells/shells.sh $(PROGRAM) bash'
PARTS += manual 'tests/tools/manual.sh $(PROGRAM)'
PARTS += without 'tests/tools/without.sh $(BUILD) "$(LINK)" \
	"$(PROGRAM_LIBS)" $(COMPILE)'
PARTS += docs 'tests/tools/docs.sh $(PROGRAM)'
PARTS += examples 'tests/examples/run.sh $(BUILD) $(LINK)'
PARTS += ci 'tests/examples/ci.sh $(PROGRAM)'
PARTS += $(if $(BUDGETED),budget 'tests/budget/budget.sh $(BUDGET_PROGRAMS) \
	"$(BUDGET_BUILT)"')
PARTS += $(if $(BUDGETED),quick 'tests/laws/quick.sh $(BUILD)/budget_cold $(PROGRAM)')
PARTS += $(if $(FAULT),fault '$(FAULT)')
endif

# The outer make installs what is missing; the inner one then sees it.
.PHONY: check check-parts
check: ## run every test; the last line is "N passed, N failed"
	@tests/tools/deps.sh build test
	@$(MAKE) $(INNER_JOBS) check-parts

check-parts: all $(BUILD)/unit $(BUILD)/refreeze $(BUILD)/paths $(BUILD)/edits \
		$(REPLAY) $(FAULT) $(if $(BUDGETED),$(BUDGET_PROGRAMS))
	@$(SAN_ENV) tests/tools/check.sh $(PARTS)

.PHONY: shell-check
shell-check: all ## completion in bash, zsh and fish
	@tests/tools/deps.sh build shells
	@tests/shells/shells.sh $(PROGRAM) bash zsh fish

.PHONY: formats-check
formats-check: all ## the formats once more, SARIF by its published schema (npm)
	@tests/tools/deps.sh build test npm
	@tests/laws/formats.sh $(PROGRAM) $(BUILD)/npm/sarif

.PHONY: asan ubsan tsan check-all
asan: ## check under the address sanitizer, every allocation failed in turn
	@$(MAKE) check BUILD=build/asan SAN=address,undefined OPT='-O1 -g' \
		DEFS=-DSW_FAULT
ubsan: ## check under the undefined-behaviour sanitizer
	@$(MAKE) check BUILD=build/ubsan SAN=undefined OPT='-O1 -g'
tsan: ## check under the thread sanitizer
	@$(MAKE) check BUILD=build/tsan SAN=thread OPT='-O1 -g'
.PHONY: report-check
report-check: ## the report's page in a headless browser: looks, access, filters
	@tests/tools/deps.sh build browser
	@$(MAKE) $(INNER_JOBS) $(PROGRAM)
	@tests/report/run.sh $(PROGRAM) $(BUILD)/report

check-all: ## check, sanitizers, lint, and the laws over CORPUS=DIR if given
	@tests/tools/check.sh check '$(MAKE) check' asan '$(MAKE) asan' \
		ubsan '$(MAKE) ubsan' tsan '$(MAKE) tsan' lint '$(MAKE) lint' \
		formats-check '$(MAKE) formats-check' \
		scale-check '$(MAKE) scale-check' \
		shell-check '$(MAKE) shell-check' \
		report-check '$(MAKE) report-check' \
		$(if $(CORPUS),corpus 'tests/laws/safe.sh $(BUILD)/saywell $(CORPUS)' \
		jobs 'tests/laws/jobs.sh $(BUILD)/saywell $(CORPUS)' \
		paths '$(BUILD)/paths $(wildcard $(CORPUS)/*.jsonl)')

# ---- engines ------------------------------------------------------------------

# Slurm's daemons want root and half a minute: the quick one does without.
.PHONY: scale-check scale-quick
scale-check: ## examples/scale on real engines, a worker killed: parallel, Dask, Slurm
	@tests/tools/deps.sh build scale
	@$(MAKE) $(INNER_JOBS) all
	@tests/scale/check.sh $(PROGRAM) parallel dask slurm
scale-quick: ## the same on GNU parallel and Dask only
	@tests/tools/deps.sh build engines
	@$(MAKE) $(INNER_JOBS) all
	@tests/scale/check.sh $(PROGRAM) parallel dask

# ---- lint -----------------------------------------------------------------------

ALL_SRC := $(LIB_SRC) $(PROGRAM_SRC) $(UNIT_SRC) $(UNIT_HELP_SRC) \
	$(wildcard src/late/*.c) \
	$(sort $(wildcard rules/*.c tests/fuzz/*.c tests/fault/*.c tests/laws/*.c examples/*.c tests/bench/*.c tests/budget/*.c))
ALL_HEADERS := $(sort $(wildcard include/*.h src/*/*.h tests/*/*.h))
SCRIPTS := $(sort $(wildcard tests/*/*.sh examples/scale/*.sh) .ci/run examples/ci/pre-commit)
TIDY_DIR := $(BUILD)/tidy$(if $(DEEP),-deep)
TIDY_SRC := $(LIB_SRC) $(PROGRAM_SRC) $(sort $(wildcard rules/*.c))
TIDY := $(TIDY_SRC:%.c=$(TIDY_DIR)/%.ok)

# The analyzer following every call takes four fifths of the time: DEEP=1.
SHALLOW := --extra-arg=-Xclang --extra-arg=-analyzer-config \
	--extra-arg=-Xclang --extra-arg=mode=shallow

# One process a file; kept until the file, or a header it sees, changes.
$(TIDY_DIR)/%.ok: %.c $(BUILD)/obj/%.o .clang-tidy
	$(call say,TIDY ,$<)
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $(if $(DEEP),,$(SHALLOW)) $< -- -std=c11 $(CPP_ALL) 2>$@.log >$@.out || \
		{ cat $@.out $@.log; exit 1; }
	$(Q)touch $@

.PHONY: lint lint-parts lint-tidy lint-cppcheck lint-format lint-shell \
	lint-manual
lint: ## layers, symbols, clang-tidy (DEEP=1), cppcheck, shellcheck, format
	@tests/tools/deps.sh build test lint
	@$(MAKE) $(INNER_JOBS) all
	@tests/tools/check.sh layers 'CPPFLAGS="$(CPP_ALL)" tests/tools/layers.sh' \
		symbols 'tests/tools/symbols.sh $(BUILD)' \
		format '$(MAKE) lint-format' shell '$(MAKE) lint-shell' \
		manual '$(MAKE) lint-manual' cppcheck '$(MAKE) lint-cppcheck' \
		tidy '$(MAKE) -k $(INNER_JOBS) lint-tidy'

lint-tidy: $(TIDY)
lint-cppcheck:
	@mkdir -p $(BUILD)/cppcheck
	@cppcheck -q -j2 --std=c11 --enable=warning,performance,portability \
		--inline-suppr --error-exitcode=1 --cppcheck-build-dir=$(BUILD)/cppcheck \
		--suppressions-list=tests/tools/cppcheck.txt -D_POSIX_C_SOURCE=200809L \
		-Isrc -Iinclude $(LIB_SRC) $(PROGRAM_SRC) $(wildcard rules/*.c)
lint-format:
	@clang-format --dry-run -Werror $(ALL_SRC) $(ALL_HEADERS)
lint-shell:
	@shellcheck $(SCRIPTS)
lint-manual:
	@mandoc -Tlint -W warning src/cli/saywell.1

.PHONY: format
format: ## clang-format over the tree
	clang-format -i $(ALL_SRC) $(ALL_HEADERS)

# ---- bench and accuracy -----------------------------------------------------------

# tests/bench/NAME.c is the program bench_NAME.
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
BENCH_OBJ := $(BENCH_SRC:%.c=$(BUILD)/obj/%.o)
BENCH := $(BENCH_SRC:tests/bench/%.c=$(BUILD)/bench_%)
.SECONDARY: $(BENCH_OBJ)

# Vectorscan is a rival where it is installed, and nowhere else.
BENCH_LIBS = $(shell $(PKG_CONFIG) --libs libhs 2>/dev/null)
$(BENCH_OBJ): CPP_ALL += $(if $(BENCH_LIBS),-DBENCH_VECTORSCAN \
	$(shell $(PKG_CONFIG) --cflags libhs 2>/dev/null))

$(BUILD)/bench_%: $(BUILD)/obj/tests/bench/%.o $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $^ $(LIB_A) $(LIB_LIBS) $(BENCH_LIBS)
$(BUILD)/bench_read: $(BUILD)/program.a

.PHONY: bench bench-deps accuracy
bench: all $(BENCH) ## measure against goals and rivals (ROWS='match peers', CORPUS=DIR)
	@CORPUS='$(CORPUS)' tests/bench/bench.sh $(BUILD) $(ROWS)

bench-deps: ## install the rivals that `make bench` measures against
	@tests/tools/deps.sh build bench && echo 'deps: nothing is missing'

accuracy: ## precision and recall: make accuracy CORPUS=DIR
	@test -n '$(CORPUS)' || { echo 'make accuracy CORPUS=DIR, where DIR holds'; \
		echo '  labelled.jsonl   replies with the findings they should have'; \
		echo '  dev.jsonl        conversations to sweep'; exit 2; }
	@$(MAKE) $(INNER_JOBS) all
	@python=$$(tests/tools/python.sh json) && \
	$$python tests/accuracy/accuracy.py --saywell $(BUILD)/saywell \
		$(if $(wildcard $(CORPUS)/labelled.jsonl),--labelled '$(CORPUS)/labelled.jsonl') \
		$(if $(wildcard $(CORPUS)/dev.jsonl),--sweep '$(CORPUS)/dev.jsonl') \
		--judged tests/accuracy/judged.json --write $(PACK)

-include $(UNIT_OBJ:.o=.d) $(UNIT_HELP_OBJ:.o=.d) $(FUZZ_OBJ:.o=.d) \
	$(BUILD)/obj/tests/fuzz/replay.d $(BUILD)/obj/tests/fault/fault.d \
	$(BENCH_OBJ:.o=.d) $(BUILD)/obj/tests/laws/paths.d \
	$(BUILD)/obj/tests/laws/edits.d
