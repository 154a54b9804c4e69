// A table wider than its frame scrolls; only then does the frame take keyboard focus.
const offerKeyboardScrolling = (frame) => {
  if (frame.scrollWidth > frame.clientWidth) frame.setAttribute("tabindex", "0");
  else frame.removeAttribute("tabindex");
};

const checkFrames = () =>
  document.querySelectorAll(".table-scroll, .chart-drawing").forEach(offerKeyboardScrolling);

checkFrames();
window.addEventListener("resize", checkFrames);
document.addEventListener("htmx:afterSettle", checkFrames);
