// The same for a reader's browser, where a chart answers to mouse and keys.
import { use } from "echarts/core";
import { TooltipComponent } from "echarts/components";

export * from "./echarts.js";
use([TooltipComponent]);
