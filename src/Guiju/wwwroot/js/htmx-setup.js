// What every htmx request carries, and what happens to those that fail: words, never silence.
const toasts = document.getElementById('toasts');
const busy = document.getElementById('busy');
const say = (text, tone) => document.dispatchEvent(new CustomEvent('toast', { detail: { text, tone } }));
let running = 0;
const show = change => {
  running = Math.max(0, running + change);
  busy.classList.toggle('htmx-request', running > 0);
};

const slow = new WeakMap();
document.addEventListener('htmx:before:request', e => {
  show(1);
  slow.set(e.detail.ctx, setTimeout(() => say(toasts.dataset.slow, 'warn'), 8000));
});
document.addEventListener('htmx:finally:request', e => {
  show(-1);
  clearTimeout(slow.get(e.detail.ctx));
});

document.addEventListener('htmx:before:response', e => {
  const status = e.detail.ctx.response.status;
  if (status === 401) {
    // The session ended: come back to this page after signing in.
    e.preventDefault();
    location.assign('/sign-in?back=' + encodeURIComponent(location.pathname + location.search));
  } else if (status === 403 || status >= 500 || status === 400 || status === 404) {
    // Fragments come with 200 and 422 (findings) and 409 (somebody else's change); an error page does not belong inside a page.
    e.preventDefault();
    say(status === 403 ? toasts.dataset.forbidden : toasts.dataset.failed, 'bad');
  }
});

document.addEventListener('htmx:error', e => {
  if (e.detail.error?.name !== 'AbortError' || e.detail.ctx?.request?.signal?.reason === 'timeout') say(toasts.dataset.offline, 'bad');
});
