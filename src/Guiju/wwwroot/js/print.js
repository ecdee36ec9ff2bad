// A button that prints the page; without JavaScript the browser's own command does the same.
addEventListener('click', e => {
  if (e.target.closest?.('[data-print]')) print();
});
