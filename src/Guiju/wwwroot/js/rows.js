// Lists: tick rows, tick all, and the bar of what can be done with them.
const scope = element => element.closest('[data-rows]');
const update = list => {
  const boxes = [...list.querySelectorAll('.rowck')];
  const ticked = boxes.filter(box => box.checked);
  boxes.forEach(box => box.closest('tr')?.classList.toggle('sel', box.checked));
  list.querySelectorAll('[data-selected]').forEach(place => place.textContent = ticked.length);
  list.querySelectorAll('.bulk').forEach(bar => bar.hidden = ticked.length === 0);
  const all = list.querySelector('.allck');
  if (all) {
    all.checked = boxes.length > 0 && ticked.length === boxes.length;
    all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
  }
  whole(list, false, boxes.length > 0 && ticked.length === boxes.length);
};

// When all of a page are ticked, all the list finds are offered in their place; what is meant stands in a hidden field.
const whole = (list, on, offered) => {
  const field = list.querySelector('[data-all-rows]');
  if (!field) return;
  field.value = on ? 'true' : '';
  const hide = (name, hidden) => list.querySelectorAll(`[${name}]`).forEach(part => part.hidden = hidden);
  hide('data-pick-all', on || !offered);
  hide('data-pick-page', !on);
  hide('data-all-said', !on);
  hide('data-ticked', on);
};
addEventListener('click', e => {
  const button = e.target.closest?.('[data-pick-all], [data-pick-page]');
  if (button) whole(scope(button), button.hasAttribute('data-pick-all'), true);
});

let last = null;
addEventListener('click', e => {
  if (!e.target.matches?.('.rowck')) return;
  const list = scope(e.target);
  // Shift ticks everything between.
  if (e.shiftKey && last && scope(last) === list) {
    const boxes = [...list.querySelectorAll('.rowck')];
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(e.target)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach(box => box.checked = e.target.checked);
  }
  last = e.target;
  if (list) update(list);
});
addEventListener('change', e => {
  if (!e.target.matches?.('.allck')) return;
  const list = scope(e.target);
  list?.querySelectorAll('.rowck').forEach(box => box.checked = e.target.checked);
  if (list) update(list);
});
const all = () => document.querySelectorAll('[data-rows]').forEach(update);
all();
document.addEventListener('htmx:after:swap', all);
