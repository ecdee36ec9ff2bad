// The column chooser: up and down move a column; the form posts the order it shows.
addEventListener('click', e => {
  const button = e.target.closest?.('[data-move]');
  if (!button) return;
  const row = button.closest('li');
  const other = button.dataset.move === 'up' ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (button.dataset.move === 'up') other.before(row);
  else other.after(row);
  button.focus();
});
