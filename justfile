# `just check` runs what CI runs.
check:
    bash .ci/run

# Writes the generated pages of docs/ anew.
docs:
    BANSO_WRITE_DOCS=1 cargo test --test docs
