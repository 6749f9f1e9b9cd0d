// Where the words for a photo's subject lie; a test holds it against `mmc/base/items/focus.py`.
export const FOCI = {
  atas: [0.5, 0.1],
  tengah: [0.5, 0.5],
  bawah: [0.5, 0.9],
  kiri: [0.15, 1 / 3],
  kanan: [0.85, 1 / 3],
  "kiri atas": [0.15, 0.1],
  "kiri bawah": [0.15, 0.9],
  "kanan atas": [0.85, 0.1],
  "kanan bawah": [0.85, 0.9],
};
