// Sources are put together like places: the page shows itself again when that is done.
import "./places.js";
