// What is typed stays on the page whatever happens; the person is told when it cannot be saved.
const tellOffline = (isOffline) => {
  document.querySelectorAll("[data-offline]").forEach((notice) => {
    notice.hidden = !isOffline;
  });
};

document.addEventListener("htmx:sendError", () => tellOffline(true));
document.addEventListener("htmx:timeout", () => tellOffline(true));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.xhr?.status) tellOffline(event.detail.xhr.status >= 500);
});
