# saywell - make help lists the targets.
#
# Everything that is made goes to $(BUILD): build/ as it comes, build/asan and
# its like for the sanitizers. To work on one floor while others are broken:
#
#     make unit BUILD=build/me FLOORS='base doc' ROOMS='zone sentence'

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

BUILD ?= build
PREFIX ?= /usr/local
OPT ?= -O2 -g
PKG_CONFIG ?= pkg-config
AR ?= ar
# Compiles the tool that embeds the pack; differs from CC in a cross build.
CC_FOR_BUILD ?= $(CC)

VERSION := 0.1.0
SO_VERSION := 0

# An inner make uses all processors, unless its user has said -j already.
INNER_JOBS = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell \
	getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2))

# ---- sources -----------------------------------------------------------------

FLOORS ?= base doc rule match fix lib report
PROGRAM_FLOORS ?= conf talk qa lsp cli
PACK ?= rules/en

LIB_SRC := $(sort $(foreach f,$(FLOORS),$(wildcard src/$(f)/*.c)))
PROGRAM_SRC := $(sort $(foreach f,$(PROGRAM_FLOORS),$(wildcard src/$(f)/*.c)))
PACK_JSON := $(wildcard $(PACK)/pack.json) \
	$(sort $(filter-out $(PACK)/pack.json $(PACK)/accuracy.json,\
	$(wildcard $(PACK)/*.json)))
# Compiled in as they are: the report's page, and how right the rules are.
PAGE_PART := css=src/qa/page.css js=src/qa/page.js accuracy=$(PACK)/accuracy.json
SCHEMA_JSON := $(sort $(wildcard rules/schema/*.json))
MAPPING_JSON := $(sort $(wildcard rules/mappings/*.json))

# ---- flags -------------------------------------------------------------------

# The user's CPPFLAGS, CFLAGS and LDFLAGS come last and are never assigned
# here: a value on the command line would silence a += of ours.
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wwrite-strings -Wcast-qual -Wpointer-arith -Wundef -Wvla -Wformat=2 \
	-Wdouble-promotion -Wimplicit-fallthrough -Wswitch-enum
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all \
	-fno-omit-frame-pointer)

LIB_PKGS := libpcre2-8 libcjson
LIB_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIB_PKGS) 2>/dev/null)
LIB_LIBS := $(shell $(PKG_CONFIG) --libs $(LIB_PKGS) 2>/dev/null)
included = $(shell $(PKG_CONFIG) --variable=includedir $(1) 2>/dev/null)
CHECK_CFLAGS = $(shell $(PKG_CONFIG) --cflags check 2>/dev/null)
CHECK_LIBS = $(shell $(PKG_CONFIG) --libs check 2>/dev/null)

CPP_ALL := -D_POSIX_C_SOURCE=200809L -Isrc -Iinclude $(DEFS) $(LIB_CFLAGS)
CC_ALL := -std=c11 $(OPT) $(WARN) $(if $(WERROR),-Werror) \
	$(if $(RELEASE),-fno-pie,-fPIC) \
	-fvisibility=hidden -fno-common -pthread $(SANFLAGS)
LD_ALL := -pthread $(SANFLAGS) $(if $(RELEASE),-no-pie)

# What only some transcripts need is loaded when one comes, under the name the
# library has here; a build without it says so when it is wanted.
soname = $(shell tests/tools/soname.sh $(1) $(CC))
TALK_CFLAGS := $(shell $(PKG_CONFIG) --cflags gumbo 2>/dev/null) $(patsubst \
	-I%,-isystem %,$(shell $(PKG_CONFIG) --cflags gmime-3.0 2>/dev/null))
GUMBO := $(if $(shell $(PKG_CONFIG) --modversion gumbo 2>/dev/null),$(call \
	soname,gumbo))
LIBCSV := $(if $(shell echo '\#include <csv.h>' | $(CC) $(CPPFLAGS) -E - \
	>/dev/null 2>&1 && echo yes),$(call soname,csv))
GMIME := $(if $(shell $(PKG_CONFIG) --modversion gmime-3.0 2>/dev/null),$(call \
	soname,gmime-3.0))
TALK_DEFS := $(if $(GUMBO),-DSW_GUMBO=\"$(GUMBO)\") \
	$(if $(LIBCSV),-DSW_CSV=\"$(LIBCSV)\") \
	$(if $(GMIME),-DSW_GMIME=\"$(GMIME)\")
PROGRAM_LIBS := $(LIB_LIBS) $(if $(filter Linux,$(shell uname -s)),-ldl) -lm
$(BUILD)/obj/src/talk/%.o: CPP_ALL += $(TALK_DEFS) $(TALK_CFLAGS)

# A compiler's error about pcre2.h would not say what to do.
ifeq ($(LIB_LIBS),)
$(BUILD)/flags: no-libraries
.PHONY: no-libraries
no-libraries:
	@tests/tools/deps.sh --missing build || \
		{ echo 'run: make deps' >&2; exit 1; }
endif

# A program copied so that it is written at once; see the release.
in_one_piece = rm -f '$(2)' && \
	dd if='$(1)' of='$(2)' bs=16777216 2>/dev/null && chmod 755 '$(2)'

COMPILE = $(CC) $(CPP_ALL) $(CPPFLAGS) $(CC_ALL) $(CFLAGS) -MMD -MP
LINK = $(CC) $(LD_ALL) $(CFLAGS) $(LDFLAGS)

# Says what it does in a short line; V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1) $(2)')

# ---- release -------------------------------------------------------------------

# For one start after the other, as an editor makes them, in two programs. The
# quick one is wholly static, for a libc costs a start more to load than a draft
# to read, and checks one draft with the built-in rules. What it lacks it leaves
# to the full one, beside it: src/late/late_full.c. Where there is no archive of
# libc or PCRE2, the full one is all there is.
#
# The quick one's libc is musl, where there is musl-gcc (make deps): glibc asks
# the processor what it can do at every start, forty times, and a virtual machine
# has to answer each; and it has ten pages of its own to be read and written.
#
# Both stand at a fixed address: the tables of the pack hold some 26,000 pointers,
# and a program that can be moved has each of them written anew at every start.
# PCRE2 is inside, and in the full one cJSON comes with the first JSON unless a
# libcjson.a is there to be linked.
#
# Text and tables are one segment, and the file is written in one piece: Linux
# then keeps it in large pages where the file system has them (ext4 from 6.16,
# xfs), and maps two MiB at the first touch where it would map 64 KiB. A third
# of the page faults of a start were for these tables; they come back when the
# cache was emptied and Linux has read the file again, in small pages.
archive = $(filter /%,$(shell $(CC) $(LDFLAGS) -print-file-name=$(1)))
comma := ,
PCRE2_A = $(call archive,libpcre2-8.a)
CJSON_A = $(call archive,libcjson.a)
LATE_CJSON := $(BUILD)/obj/src/late/late_cjson.o
LATE_OBJ = $(if $(CJSON_A),,$(LATE_CJSON))
RELEASE_LIBS = $(if $(PCRE2_A),$(PCRE2_A),-lpcre2-8) $(CJSON_A) -ldl \
	$(if $(call archive,libm.a),-Wl$(comma)-Bstatic -lm -Wl$(comma)-Bdynamic,-lm)
$(BUILD)/obj/src/late/%.o: CPP_ALL += -DSW_CJSON=\"$(call soname,cjson)\"

TAIL := src/late/tail.ld
SEGMENTS := -Wl,-z,noseparate-code -Wl,-T,$(TAIL)
# Before all that is rarely read: fewer large pages are touched.
TABLES_OBJ := $(BUILD)/obj/gen/frozen.o
MUSL_GCC := $(shell command -v musl-gcc 2>/dev/null)
CAN_QUICK = $(if $(PCRE2_A),$(or $(MUSL_GCC),$(call archive,libc.a)))
QUICK_PARTS = $(TABLES_OBJ) $(filter-out %/cli/full.o,$(PROGRAM_OBJ)) \
	$(LATE_CJSON) $(BUILD)/obj/src/late/late_full.o
ifneq ($(MUSL_GCC),)
# musl-gcc sees none of the system's headers; these two are enough.
QUICK_CC = $(MUSL_GCC) -D_POSIX_C_SOURCE=200809L -Isrc -Iinclude \
	-I$(BUILD)/quick/include $(DEFS) $(CPPFLAGS) -std=c11 $(OPT) -fno-pie \
	-fvisibility=hidden -fno-common -pthread $(CFLAGS)
QUICK_OBJ = $(patsubst $(BUILD)/obj/%,$(BUILD)/quick/%,$(QUICK_PARTS) \
	$(BUILD)/obj/src/late/late_libc.o $(filter-out $(TABLES_OBJ),$(LIB_OBJ)))
else
QUICK_CC = $(LINK)
QUICK_OBJ = $(QUICK_PARTS) $(LIB_A)
endif
link_quick = $(QUICK_CC) -static -no-pie $(LDFLAGS) $(SEGMENTS) \
	-Wl,--wrap=dlopen -Wl,--wrap=_dl_get_origin -o $(1) $(QUICK_OBJ) \
	$(PCRE2_A) -lm

# ---- stamps: rewritten only when their text changes --------------------------

# New flags rebuild all; a deleted source leaves the archive.
define stamp
$(1): FORCE
	@mkdir -p $$(@D)
	@echo '$(2)' | cmp -s - $$@ || echo '$(2)' >$$@
endef
.PHONY: FORCE
FORCE:

$(eval $(call stamp,$(BUILD)/flags,$(COMPILE) $(TALK_DEFS) $(LINK) \
	$(PROGRAM_LIBS) $(if $(RELEASE),$(RELEASE_LIBS))))
$(eval $(call stamp,$(BUILD)/quick/flags,$(QUICK_CC)))
$(eval $(call stamp,$(BUILD)/sources,$(LIB_SRC) $(PROGRAM_SRC)))
$(eval $(call stamp,$(BUILD)/page,$(PAGE_PART)))
$(eval $(call stamp,$(BUILD)/pack,$(PACK_JSON) $(SCHEMA_JSON)))
$(eval $(call stamp,$(BUILD)/mappings,$(MAPPING_JSON)))

# ---- library and program -----------------------------------------------------

LOADER_OBJ := $(LIB_SRC:%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/gen/builtin.o
LIB_OBJ := $(LOADER_OBJ) $(BUILD)/obj/gen/frozen.o
PROGRAM_OBJ := $(PROGRAM_SRC:%.c=$(BUILD)/obj/%.o) \
	$(BUILD)/obj/gen/page_part.o $(BUILD)/obj/gen/mappings.o
LIB_A := $(BUILD)/libsaywell.a
PROGRAM := $(BUILD)/saywell

ifeq ($(shell uname -s),Darwin)
LIB_SO_NAME := libsaywell.$(SO_VERSION).dylib
LIB_SO_LINK := libsaywell.dylib
SO_FLAGS := -dynamiclib -install_name $(PREFIX)/lib/$(LIB_SO_NAME)
else
LIB_SO_NAME := libsaywell.so.$(SO_VERSION)
LIB_SO_LINK := libsaywell.so
SO_FLAGS := -shared -Wl,-soname,$(LIB_SO_NAME) $(if $(SAN),,-Wl,-z,defs)
endif
LIB_SO := $(BUILD)/$(LIB_SO_NAME)

.PHONY: all
all: $(PROGRAM) $(LIB_A) $(LIB_SO) $(BUILD)/$(LIB_SO_LINK) ## program and libraries

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC   ,$<)
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC   ,$<)
	$(Q)$(COMPILE) -c -o $@ $<

ifneq ($(MUSL_GCC),)
$(BUILD)/quick/%.o: %.c $(BUILD)/quick/flags $(BUILD)/quick/include
	@mkdir -p $(@D)
	$(call say,MUSL ,$<)
	$(Q)$(QUICK_CC) -MMD -MP -c -o $@ $<

$(BUILD)/quick/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/quick/flags \
		$(BUILD)/quick/include
	@mkdir -p $(@D)
	$(call say,MUSL ,$<)
	$(Q)$(QUICK_CC) -O0 -g0 -c -o $@ $<

$(BUILD)/quick/include:
	@mkdir -p $@
	$(Q)ln -s '$(call included,libpcre2-8)/pcre2.h' \
		'$(call included,libcjson)/cjson' $@
endif

$(LIB_A): $(LIB_OBJ) $(BUILD)/sources
	$(call say,AR   ,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

$(LIB_SO): $(LIB_OBJ) $(BUILD)/sources
	$(call say,LINK ,$@)
	$(Q)$(LINK) $(SO_FLAGS) -o $@ $(LIB_OBJ) $(LIB_LIBS)

$(BUILD)/$(LIB_SO_LINK): $(LIB_SO)
	$(Q)ln -sf $(LIB_SO_NAME) $@

ifneq ($(RELEASE),)
FULL := $(PROGRAM)$(if $(CAN_QUICK),-full)
$(FULL): $(PROGRAM_OBJ) $(LATE_OBJ) $(LIB_A) $(TAIL)
	$(call say,LINK ,$@)
	$(Q)$(LINK) $(SEGMENTS) -o $@.linked $(TABLES_OBJ) \
		$(PROGRAM_OBJ) $(LATE_OBJ) $(LIB_A) $(RELEASE_LIBS)
	$(Q)$(call in_one_piece,$@.linked,$@) && rm -f $@.linked

ifneq ($(FULL),$(PROGRAM))
$(PROGRAM): $(QUICK_OBJ) $(FULL) $(TAIL) $(BUILD)/quick/flags
	$(call say,LINK ,$@)
	$(Q)$(call link_quick,$@.linked)
	$(Q)$(call in_one_piece,$@.linked,$@) && rm -f $@.linked
endif
else
$(PROGRAM): $(PROGRAM_OBJ) $(LIB_A)
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $(PROGRAM_OBJ) $(LIB_A) $(PROGRAM_LIBS)
endif

# The built-in pack: rules/embed.c turns the JSON files into C arrays.
$(BUILD)/embed: rules/embed.c $(BUILD)/flags
	$(call say,CC   ,$<)
	$(Q)$(CC_FOR_BUILD) -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -o $@ $<

$(BUILD)/gen/builtin.c: $(BUILD)/embed $(PACK_JSON) $(SCHEMA_JSON) $(BUILD)/pack
	@mkdir -p $(@D)
	$(call say,EMBED,$@)
	$(Q)$(BUILD)/embed $(PACK_JSON) -- $(SCHEMA_JSON) >$@

$(BUILD)/gen/mappings.c: $(BUILD)/embed $(MAPPING_JSON) $(BUILD)/mappings
	@mkdir -p $(@D)
	$(call say,EMBED,$@)
	$(Q)$(BUILD)/embed --mappings $(MAPPING_JSON) >$@

$(BUILD)/gen/page_part.c: $(BUILD)/embed $(BUILD)/page
	@mkdir -p $(@D)
	$(call say,EMBED,$@)
	$(Q)$(BUILD)/embed --page $(PAGE_PART) >$@

$(BUILD)/gen/page_part.c: $(foreach p,$(PAGE_PART),$(lastword $(subst =, ,$(p))))

# The same pack as tables: rules/freeze.c is the loader itself and runs here.
FREEZE_OBJ := $(BUILD)/obj/rules/freeze.o $(BUILD)/obj/rules/unfrozen.o

$(BUILD)/freeze: $(FREEZE_OBJ) $(LOADER_OBJ) $(BUILD)/sources
	$(call say,LINK ,$@)
	$(Q)$(LINK) -o $@ $(FREEZE_OBJ) $(LOADER_OBJ) $(LIB_LIBS)

$(BUILD)/gen/frozen.c: $(BUILD)/freeze
	$(call say,FREEZE,$@)
	$(Q)$(BUILD)/freeze >$@

# Data alone: nothing to optimise, and half a minute saved under sanitizers.
$(BUILD)/obj/gen/frozen.o $(BUILD)/obj/gen/builtin.o \
$(BUILD)/obj/gen/mappings.o: private CC_ALL := \
	$(filter-out -fsanitize=%,$(CC_ALL)) -O0 -g0

.PHONY: release
ifeq ($(shell uname -s),Darwin)
release: all ## build/release/saywell: the quickest start; see the Makefile
	@mkdir -p build/release && cp $(PROGRAM) build/release/saywell
	@echo 'release: on macOS this is the program of make all: its linker'
	@echo '    takes no archive of PCRE2 by name and moves every program'
else
release: ## build/release/saywell: the quickest start; see the Makefile
	@tests/tools/deps.sh release || \
		echo 'release: without musl-gcc a start takes longer'
	@$(MAKE) $(INNER_JOBS) BUILD=build/release RELEASE=1 OPT='-O2' \
		build/release/saywell
endif

# ---- for people --------------------------------------------------------------

.PHONY: help deps demo docs clean
help: ## this list
	@cat $(MAKEFILE_LIST) | sed -n \
		's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1@\2/p' | \
		awk -F@ '{ printf "%-18s %s\n", $$1, $$2 }'

deps: ## install what is missing to build and to test (apt, dnf, brew)
	@tests/tools/deps.sh build test && echo 'deps: nothing is missing'

# The inner make is a new one: what deps installed, it finds.
demo: ## deps, build, and lint the example drafts
	@tests/tools/deps.sh build
	@$(MAKE) $(INNER_JOBS) all
	@$(BUILD)/saywell examples/drafts/* || test $$? -eq 1

docs: all ## rules/en/README.md; the manual as text and HTML: build/docs
	@mkdir -p $(BUILD)/docs
	$(BUILD)/saywell rules docs --isolated >$(BUILD)/docs/README.md
	cp $(BUILD)/docs/README.md $(PACK)/README.md
	mandoc -Tutf8 src/cli/saywell.1 | col -b >$(BUILD)/docs/saywell.txt
	mandoc -Thtml -O style=mandoc.css src/cli/saywell.1 \
		>$(BUILD)/docs/saywell.html
	$(BUILD)/saywell explain --all >$(BUILD)/docs/rules.txt

clean: ## remove what was built
	rm -rf $(BUILD)

# ---- install -----------------------------------------------------------------

INSTALL ?= install
# INSTALL_PROGRAM=build/release/saywell after make release; what stands beside
# it as saywell-full goes along.
INSTALL_PROGRAM ?= $(PROGRAM)
INSTALL_FULL = $(wildcard $(INSTALL_PROGRAM)-full)
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
RULES_SUB := $(notdir $(patsubst %/,%,$(sort $(wildcard rules/*/))))

.PHONY: install uninstall
install: all ## PREFIX, DESTDIR, LIBDIR ... as everywhere
	$(INSTALL) -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(LIBDIR)/pkgconfig' \
		'$(DESTDIR)$(INCLUDEDIR)' '$(DESTDIR)$(MANDIR)/man1' \
		$(RULES_SUB:%='$(DESTDIR)$(DATADIR)/saywell/rules/%')
	$(call in_one_piece,$(INSTALL_PROGRAM),$(DESTDIR)$(BINDIR)/saywell)
	$(if $(INSTALL_FULL),$(call in_one_piece,$(INSTALL_FULL),$(DESTDIR)$(BINDIR)/saywell-full))
	$(INSTALL) -m 644 include/saywell.h '$(DESTDIR)$(INCLUDEDIR)/'
	$(INSTALL) -m 644 $(LIB_A) '$(DESTDIR)$(LIBDIR)/'
	$(INSTALL) -m 755 $(LIB_SO) '$(DESTDIR)$(LIBDIR)/'
	ln -sf $(LIB_SO_NAME) '$(DESTDIR)$(LIBDIR)/$(LIB_SO_LINK)'
	sed -e 's|@prefix@|$(PREFIX)|' -e 's|@libdir@|$(LIBDIR)|' \
		-e 's|@includedir@|$(INCLUDEDIR)|' -e 's|@version@|$(VERSION)|' \
		src/lib/saywell.pc.in >'$(DESTDIR)$(LIBDIR)/pkgconfig/saywell.pc'
	$(INSTALL) -m 644 src/cli/saywell.1 '$(DESTDIR)$(MANDIR)/man1/'
	$(foreach d,$(RULES_SUB),test -z '$(wildcard rules/$(d)/*.json)' || \
		$(INSTALL) -m 644 $(wildcard rules/$(d)/*.json) \
		'$(DESTDIR)$(DATADIR)/saywell/rules/$(d)/' &&) :
	$(INSTALL) -m 644 rules/en/README.md \
		'$(DESTDIR)$(DATADIR)/saywell/rules/en/'

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(BINDIR)/saywell' '$(DESTDIR)$(BINDIR)/saywell-full' \
		'$(DESTDIR)$(INCLUDEDIR)/saywell.h' \
		'$(DESTDIR)$(LIBDIR)/libsaywell.a' \
		'$(DESTDIR)$(LIBDIR)/$(LIB_SO_NAME)' \
		'$(DESTDIR)$(LIBDIR)/$(LIB_SO_LINK)' \
		'$(DESTDIR)$(LIBDIR)/pkgconfig/saywell.pc' \
		'$(DESTDIR)$(MANDIR)/man1/saywell.1'
	rm -rf '$(DESTDIR)$(DATADIR)/saywell'

# ---- dist --------------------------------------------------------------------

DIST := saywell-$(VERSION)

.PHONY: dist
dist: ## a tarball of the committed tree, unpacked and checked from inside
	@mkdir -p build
	git archive --prefix=$(DIST)/ -o build/$(DIST).tar.gz HEAD
	rm -rf build/$(DIST) && tar -C build -xzf build/$(DIST).tar.gz
	$(MAKE) -C build/$(DIST) BUILD=build check
	rm -rf build/$(DIST)
	@echo 'build/$(DIST).tar.gz is checked'

include tests/tests.mk

-include $(LIB_OBJ:.o=.d) $(PROGRAM_OBJ:.o=.d) $(FREEZE_OBJ:.o=.d) \
	$(patsubst %.o,%.d,$(filter %.o,$(QUICK_OBJ)))
