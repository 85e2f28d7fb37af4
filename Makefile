# Every target is a word of .ci/setup, which first installs what is missing.
# No make? `sh .ci/setup pdf`. Options for the command itself: make test ARGS="-k bidi -x"

help:    ## this list
pdf:     ## the shipped article, English and Arabic side by side, as a PDF in output/
test:    ## the tests
check:   ## format, lint, types, import contracts and tests: what CI asks
lint:    ## the same without the tests
fix:     ## put format and simple lint right
look:    ## pictures of every layout, look and pair, in docs/look/
accept:  ## take what the code makes now as the tests' goldens; then read git diff
clients: ## the slow tests with foreign programs: Emacs, Chromium ...
stress:  ## the long property tests
bench:   ## measure
clean:   ## remove all that these made, .venv too

help pdf test check lint fix look accept clients stress bench clean:
	@sh .ci/setup $@ $(ARGS)

.PHONY: help pdf test check lint fix look accept clients stress bench clean
.NOTPARALLEL:
