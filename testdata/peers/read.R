# Reads a bundle as an evaluator would: without options, then with the delivered script. Both must agree.
say <- function(o) {
  counts <- table(o$obs_status)
  cat(nrow(o), sprintf("%.4f", sum(o$obs_value, na.rm = TRUE)), paste(names(counts), counts, sep = "="), "\n")
}
plain <- read.csv("data/observations.csv")
stopifnot(is.character(plain$conf_status), is.character(plain$ref_area), is.character(plain$time_period), is.numeric(plain$obs_value))
say(plain)
source("import/import.R", encoding = "UTF-8")
stopifnot(inherits(observations$period_end, "Date"), is.logical(observations$series_break), attr(observations$obs_value, "label") == "Wert")
stopifnot(!anyNA(observations$obs_status_label), !anyNA(observations$freq_label))
say(observations)
