// Each of these improves something that already works without it.
import "./quantity.js";
import "./errors.js";
import "./places.js";
import "./once.js";
import "./add.js";
