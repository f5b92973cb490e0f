// German hyphenation patterns, reformed spelling: levels, the tree of patterns, words that are exceptions.
export { default as patterns } from "hyphen/patterns/de-1996.js";
