"""The policies of ``kechuang bench rules`` as OpenFisca knows them: the benchmark's own files."""
