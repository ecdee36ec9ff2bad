// A page made for paper: its button opens the browser's print dialog.
addEventListener('click', e => {
  if (e.target.closest?.('[data-print]')) print();
});
