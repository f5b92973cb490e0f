# Thin on purpose: each target is one line of go, or of npm for the charts' script, the fonts and the patterns.
GO ?= go
BIN := bin/wirkbericht
ASSETS := pipeline/assets/dist/echarts.js

.PHONY: report test check golden fuzz faults bench big build assets sample clean

report: build ## the sample project's products under out/
	$(BIN) run --as-of 2018-10-30
	$(BIN) run --as-of 2019-12-31 --previous out/2018-10-30/lieferung_DE_05515000_2018-Q3_r1

build: $(ASSETS) ## the one binary
	$(GO) build -o $(BIN) ./pipeline

assets: $(ASSETS)

$(ASSETS): pipeline/assets/package-lock.json $(wildcard pipeline/assets/generate/*)
	cd pipeline/assets && npm ci --no-audit --no-fund --silent
	$(GO) run ./pipeline/assets/generate

test: $(ASSETS) ## all tests
	$(GO) test $(TESTFLAGS) ./... ./testdata/generator

check: $(ASSETS) ## format, vet, lint, order of the packages
	test -z "$$(gofmt -l config queries reports pipeline testdata)" || (gofmt -l config queries reports pipeline testdata; exit 1)
	$(GO) vet ./... ./testdata/generator
	$(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.5.0 run ./... ./testdata/generator

golden: $(ASSETS) ## rewrite the expected results of tests; read the difference before you commit it
	$(GO) test $$(grep -rl 'flag.Bool("update"' --include=*_test.go pipeline | xargs -n1 dirname | sort -u | sed 's|^|./|') -update

fuzz: $(ASSETS)
	.ci/fuzz

faults: $(ASSETS) ## kill the program KILLS times in run and as often in publish; make test does four of each
	WIRKBERICHT_KILLS=$(or $(KILLS),100) $(GO) test ./pipeline -run Killed -timeout 60m -v

bench: $(ASSETS)
	$(GO) test -run '^$$' -bench . -benchmem ./pipeline/...

big: build ## load test: N families in one municipality; with M=12 as many projects, each delivered, then merged and verified
	$(if $(M),M=$(M) .ci/big,$(GO) run ./testdata/generator -families $(or $(N),500) -out out/.big)

sample: ## write testdata/muenster anew
	$(GO) run ./testdata/generator -out testdata/muenster

clean:
	rm -rf bin out .store pipeline/assets/node_modules pipeline/assets/dist/*.*
