// Columns: in the chooser a line moves by its buttons or by dragging; in the table a heading's edge sets the width. Both are kept by the chooser's form.
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

let carried;
addEventListener('dragstart', e => {
  carried = e.target.closest?.('[data-columns-form] li');
  if (carried) e.dataTransfer.effectAllowed = 'move';
});
addEventListener('dragover', e => {
  const over = carried && e.target.closest?.('[data-columns-form] li');
  if (!over || over === carried) return;
  e.preventDefault();
  const { top, height } = over.getBoundingClientRect();
  if (e.clientY < top + height / 2) over.before(carried);
  else over.after(carried);
});
addEventListener('dragend', () => carried = undefined);

const cut = width => Math.round(Math.min(800, Math.max(40, width)));

// One width fixes all: what is not dragged stays as wide as it is.
const fix = table => {
  if (table.classList.contains('sized')) return;
  const widths = [...table.tHead.rows[0].cells].map(cell => cell.offsetWidth);
  [...table.querySelectorAll('col')].forEach((col, i) => col.width = widths[i]);
  // What is left over goes to a last column without a width.
  table.querySelector('colgroup').append(document.createElement('col'));
  for (const row of table.rows) row.append(document.createElement('td'));
  table.classList.add('sized');
};

const keep = async table => {
  const form = document.querySelector('[data-columns-form]');
  for (const col of table.querySelectorAll('col[data-col]')) form.elements[`width.${col.dataset.col}`].value = col.width;
  const answer = await fetch(form.action, { method: 'POST', headers: { 'HX-Request': 'true' }, body: new URLSearchParams(new FormData(form)) });
  // On a saved view the widths are part of the address, and the view now differs.
  if (!answer.ok || table.dataset.view === 'True') location.assign(answer.headers.get('HX-Redirect') ?? location.href);
};

addEventListener('pointerdown', e => {
  const grip = e.target.closest?.('[data-grip]');
  if (!grip || e.button !== 0) return;
  e.preventDefault();
  const table = grip.closest('table');
  fix(table);
  const col = table.querySelector(`col[data-col="${grip.dataset.grip}"]`);
  const [start, from] = [e.clientX, Number(col.width)];
  grip.setPointerCapture(e.pointerId);
  grip.classList.add('on');
  const move = m => col.width = cut(from + m.clientX - start);
  grip.addEventListener('pointermove', move);
  grip.addEventListener('lostpointercapture', () => {
    grip.removeEventListener('pointermove', move);
    grip.classList.remove('on');
    if (Number(col.width) !== from) keep(table);
  }, { once: true });
});
