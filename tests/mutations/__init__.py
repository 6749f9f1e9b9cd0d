"""Guards without a guard: each module that stands before readers is changed, place by place, and some test has to fail."""
