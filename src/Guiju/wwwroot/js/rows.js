// Lists: tick rows, tick all, and the bar of what can be done with them.
const scope = element => element.closest('[data-rows]');
const update = list => {
  const boxes = [...list.querySelectorAll('.rowck')];
  const ticked = boxes.filter(box => box.checked);
  boxes.forEach(box => box.closest('tr')?.classList.toggle('sel', box.checked));
  // On a phone the boxes of the cards stand for those of the table.
  const on = new Set(ticked.map(box => box.value));
  list.querySelectorAll('.cardck').forEach(box => box.closest('li').classList.toggle('sel', box.checked = on.has(box.value)));
  list.querySelectorAll('[data-selected]').forEach(place => place.textContent = ticked.length);
  list.querySelectorAll('.bulk').forEach(bar => bar.hidden = ticked.length === 0);
  list.querySelectorAll('.allck').forEach(all => {
    all.checked = boxes.length > 0 && ticked.length === boxes.length;
    all.indeterminate = ticked.length > 0 && ticked.length < boxes.length;
  });
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
  const list = scope(e.target);
  if (e.target.matches?.('.cardck')) {
    const box = [...list.querySelectorAll('.rowck')].find(box => box.value === e.target.value);
    if (box) box.checked = e.target.checked;
    update(list);
  }
  if (!e.target.matches?.('.allck')) return;
  list?.querySelectorAll('.rowck').forEach(box => box.checked = e.target.checked);
  if (list) update(list);
});
const all = () => document.querySelectorAll('[data-rows]').forEach(update);
all();
document.addEventListener('htmx:after:swap', all);

// Keys of a list: j and k or the arrows walk its rows, Enter opens, x ticks, / searches, f adds a condition, [ and ] turn pages.
const busy = e => e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input:not([type=checkbox]),textarea,select,[contenteditable],.cond,details[open] .menu-in') || document.querySelector('dialog[open]');
const links = list => [...list.querySelectorAll('tbody tr td a.b, .cards > li > a:first-of-type')].filter(link => link.offsetParent);
addEventListener('keydown', e => {
  const list = document.querySelector('[data-rows]');
  if (!list || busy(e)) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[e.key];
  // The arrows walk only where a row has been reached; else they scroll, as everywhere.
  const at = links(list).findIndex(link => link.closest('tr, li').contains(document.activeElement));
  if (step && (at >= 0 || e.key.length === 1)) {
    const link = links(list)[Math.max(0, at + step)];
    if (!link) return;
    e.preventDefault();
    link.focus();
    link.scrollIntoView({ block: 'nearest' });
  } else if (e.key === 'Enter' && document.activeElement?.matches('.rowck, .cardck')) {
    e.preventDefault();
    links(list)[at]?.click();
  } else if (e.key === 'x' && at >= 0) {
    links(list)[at].closest('tr, li').querySelector('.rowck, .cardck')?.click();
  } else if (e.key === '/') {
    const find = list.querySelector('input[type=search]') ?? document.getElementById('find');
    if (!find) return;
    e.preventDefault();
    find.focus();
    find.select();
  } else if (e.key === 'f') {
    const add = list.querySelector('a[data-condition].btn');
    if (!add) return;
    e.preventDefault();
    add.click();
  } else if (e.key === '[' || e.key === ']') {
    list.querySelector(`.pager a[rel=${e.key === '[' ? 'prev' : 'next'}]`)?.click();
  }
});
