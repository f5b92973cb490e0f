// German hyphenation, reformed spelling.
export { hyphenateSync } from "hyphen/de-1996";
