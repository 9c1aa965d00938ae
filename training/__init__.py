"""The recipe of the bundled models: data, tokenizer, training, measurement, publication.

`make train` runs all of it; `python -m training --help` lists its parts.
"""
