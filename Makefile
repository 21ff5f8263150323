.PHONY: samples test setup bench clean

samples:  ## Build every sample article into an EPUB and a PDF, in build/
	scripts/samples

test:  ## Run everything that guards this project
	scripts/test

setup:  ## Make .venv with everything that development needs
	scripts/setup --dev

bench:  ## Measure publish beside pandoc and weasyprint
	.venv/bin/python tests/bench/peers.py

clean:  ## Remove what these commands have made
	rm -rf .venv .referees build dist
