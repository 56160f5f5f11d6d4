// A QR code (ISO/IEC 18004) of a short text: bytes, level L, versions 1 to 5, which have a single block of error correction.

// Bytes of data and of error correction, by version.
const SIZES = [[19, 7], [34, 10], [55, 15], [80, 20], [108, 26]];
const HEADER_BITS = 12;
const PADDING = [0xec, 0x11];
const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, x => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2, (x, y) => (x * y) % 2 + (x * y) % 3,
  (x, y) => ((x * y) % 2 + (x * y) % 3) % 2, (x, y) => ((x + y) % 2 + (x * y) % 3) % 2,
];

// Rows of truth values, true for dark; null if the text is too long.
export function qrCode(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const at = SIZES.findIndex(([data]) => bytes.length * 8 + HEADER_BITS <= data * 8);
  if (at < 0) {
    return null;
  }
  const [data, correction] = SIZES[at];
  const words = dataWords(bytes, data);
  const bits = [...words, ...remainder(words, correction)].flatMap(word => bitsOf(word, 8));
  const codes = MASKS.map((mask, number) => drawn(at + 1, bits, mask, number));
  return codes.reduce((best, code) => penalty(code) < penalty(best) ? code : best);
}

function bitsOf(number, count) {
  return Array.from({ length: count }, (_, at) => (number >>> (count - 1 - at)) & 1);
}

function dataWords(bytes, length) {
  const bits = [0, 1, 0, 0, ...bitsOf(bytes.length, 8), ...bytes.flatMap(byte => bitsOf(byte, 8)), 0, 0, 0, 0];
  const words = [];
  for (let at = 0; at + 8 <= bits.length; at += 8) {
    words.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  }
  const written = words.length;
  while (words.length < length) {
    words.push(PADDING[(words.length - written) % 2]);
  }
  return words;
}

// The product in the field of 256 elements that the standard uses.
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((b >>> bit) & 1) * a);
  }
  return product;
}

// The words of error correction (Reed-Solomon).
function remainder(words, count) {
  let divisor = [1];
  for (let power = 1, at = 0; at < count; at++, power = times(power, 2)) {
    divisor = [...divisor, 0].map((one, each) => one ^ (each === 0 ? 0 : times(divisor[each - 1], power)));
  }
  const rest = [...words, ...new Array(count).fill(0)];
  for (let at = 0; at < words.length; at++) {
    const factor = rest[at];
    divisor.forEach((one, each) => { rest[at + each] ^= times(one, factor); });
  }
  return rest.slice(words.length);
}

function drawn(version, bits, mask, number) {
  const size = 17 + 4 * version;
  const code = Array.from({ length: size }, () => new Array(size).fill(null));
  const set = (x, y, dark) => {
    if (code[y]?.[x] !== undefined) {
      code[y][x] = Boolean(dark);
    }
  };
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
    square(x, y, 4, set, ring => ring !== 2 && ring !== 4);
  }
  if (version > 1) {
    square(size - 7, size - 7, 2, set, ring => ring !== 1);
  }
  for (let at = 8; at < size - 8; at++) {
    set(at, 6, at % 2 === 0);
    set(6, at, at % 2 === 0);
  }
  format(number, size, set);
  fill(code, bits, mask);
  return code;
}

function square(x, y, reach, set, isDark) {
  for (let down = -reach; down <= reach; down++) {
    for (let right = -reach; right <= reach; right++) {
      set(x + right, y + down, isDark(Math.max(Math.abs(down), Math.abs(right))));
    }
  }
}

// Level and mask, twice, with error correction of their own.
function format(mask, size, set) {
  const data = (1 << 3) | mask;
  let rest = data;
  for (let step = 0; step < 10; step++) {
    rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  }
  const word = ((data << 10) | rest) ^ 0x5412;
  for (let at = 0; at < 15; at++) {
    const dark = (word >>> at) & 1;
    set(8, at < 6 ? at : at < 8 ? at + 1 : size - 15 + at, dark);
    set(at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at, 8, dark);
  }
  set(8, size - 8, true);
}

// In columns of two, upwards and downwards in turn, from the right.
function fill(code, bits, mask) {
  const size = code.length;
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1].filter(each => code[y][each] === null)) {
        code[y][x] = ((bits[at++] ?? 0) === 1) !== (mask(x, y) === 0);
      }
    }
  }
}

// How hard it is to read: long runs, squares of one colour, more dark than light.
function penalty(code) {
  const lines = [...code, ...code.map((_, x) => code.map(row => row[x]))].map(line => line.map(Number).join(""));
  const runs = lines.flatMap(line => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
  const finders = lines.flatMap(line => line.match(/(?=10111010000|00001011101)/g) ?? []).length * 40;
  const squares = code.flatMap((row, y) => row.filter((dark, x) =>
    y > 0 && x > 0 && dark === row[x - 1] && dark === code[y - 1][x] && dark === code[y - 1][x - 1])).length * 3;
  const dark = code.flat().filter(Boolean).length / code.length ** 2;
  return runs + finders + squares + Math.floor(Math.abs(dark - 0.5) * 20) * 10;
}
