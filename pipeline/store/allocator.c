/* Read once by the allocator of DuckDB when the program starts; see allocator.go. */
const char *duckdb_je_malloc_conf_2_conf_harder = "dirty_decay_ms:10000,muzzy_decay_ms:10000";
