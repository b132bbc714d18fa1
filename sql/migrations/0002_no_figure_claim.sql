-- Published figures come from data/figures.yaml, which is compiled into the program: the table for them was never filled.
DROP TABLE figure_claim {cascade};
