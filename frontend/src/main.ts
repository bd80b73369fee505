/** What runs on every page: htmx under the strict policy, the page's manners, and the islands it holds. */

import "./styles/face.css";
import { settleHtmx } from "./partial";
import { mountIslands } from "./islands";
import { printLine } from "./print";
import { themes } from "./themes";
import { menus } from "./menus";

settleHtmx();
themes();
menus();
printLine();
mountIslands(document);
document.addEventListener("htmx:load", (event) => mountIslands((event as CustomEvent<{ elt: Element }>).detail.elt));
