"""Real Splink on a list of script/bench link: the same eight rules and its own comparison levels. Prints JSON:
its version and how many pairs it would write.

    python real_splink.py LIST.csv      needs a Python in which splink is installed; not part of the product
"""
import json
import logging
import sys

import splink
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
import splink.comparison_library as cl

logging.disable(logging.CRITICAL)  # nothing is trained here, as it would say at length

RULES = [
    block_on("surname", "dob"), block_on("first_name", "dob"), block_on("first_name", "postcode"), block_on("surname", "postcode"),
    block_on("dob", "postcode"), block_on("dob", "city"), block_on("first_name", "surname", "city"),
    block_on("substr(first_name, 1, 4)", "substr(surname, 1, 4)", "city"),
]
SETTINGS = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="id",
    blocking_rules_to_generate_predictions=RULES,
    comparisons=[
        cl.JaroWinklerAtThresholds("first_name", [0.94, 0.86]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname", [0.94, 0.86]).configure(term_frequency_adjustments=True),
        cl.DamerauLevenshteinAtThresholds("dob", [1]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        cl.ExactMatch("city"),
    ],
)

api = DuckDBAPI()
api.duckdb_con.execute("SET threads = 2")
api.duckdb_con.execute(f"CREATE TABLE list AS SELECT * FROM read_csv('{sys.argv[1]}', all_varchar = true)")
linker = Linker(api.register("list"), SETTINGS)
pairs = linker.inference.predict(threshold_match_probability=0.05)
count = api.duckdb_con.execute(f"SELECT count(*) FROM {pairs.physical_name}").fetchone()[0]
print(json.dumps({"version": splink.__version__, "pairs": count}))
