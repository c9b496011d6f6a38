// Written by packages/names/scripts/generate.js from Unicode 15.0.0; do not edit.
// Ranges are boundaries as base-36 distances; mappings are words `distance,becomes...` in base 36.
// Unicode data files (c) Unicode, Inc., https://www.unicode.org/license.txt

/** The Unicode version that every authority judges names by. */
export const UNICODE_VERSION = "15.0.0";

/** Never in a name, unless rules N6 and N7 allow it where it stands. */
export const REFUSED =
  "0 w 2n y c 1 ip 1 14 2 6 4 7 1 1 1 k 1 6d 2 4m 1 12 2 1e 2 3 1 1j 8 r 4 6 h m 1 5c 1 1c 2 1n 2 2t e 1n 2 " +
  "1d 2 f 1 s 2 1 1 b 5 v 9 22 1 4h 1 8 2 2 2 m 1 7 1 1 3 4 2 9 2 2 2 4 8 1 4 2 1 5 2 p 2 3 1 6 4 2 2 m 1 7 " +
  "1 2 1 2 1 2 2 1 1 5 4 2 2 3 3 1 7 4 1 1 7 h a 3 1 9 1 3 1 m 1 7 1 2 1 5 2 a 1 3 1 3 2 1 f 4 2 c 7 7 1 3 " +
  "1 8 2 2 2 m 1 7 1 2 1 5 2 9 2 2 2 3 7 3 4 2 1 5 2 i a 2 1 6 3 3 1 4 3 2 1 1 1 2 3 2 3 3 3 c 4 5 3 3 1 4 " +
  "2 1 6 1 e l 5 d 1 3 1 n 1 g 2 9 1 3 1 4 7 2 1 3 2 1 2 4 2 a 7 m 1 3 1 n 1 a 1 5 2 9 1 3 1 4 7 2 6 2 1 4 " +
  "2 a 1 3 c d 1 3 1 1f 1 3 1 6 4 g 2 q 1 3 1 i 3 o 1 9 1 1 2 7 3 1 4 6 1 1 1 8 6 a 2 3 c 1m 4 t 11 2 1 1 1 " +
  "5 1 o 1 1 1 n 2 5 1 1 1 7 1 a 2 4 w 20 1 10 4 13 1 10 1 f 1 d 11 5i 1 1 5 1 2 3z 2 6g 1 4 2 7 1 1 1 4 2 " +
  "15 1 4 2 x 1 4 2 7 1 1 1 4 2 f 1 1l 1 4 2 1v 2 w 3 q 6 2e 2 6 2 hs 1 s 3 2h 7 m 9 o 9 k c d 1 3 1 2 c 1g " +
  "2 14 2 a 6 a 6 b 5 a 6 2h 7 17 5 1y a v 1 c 4 c 4 1 3 16 2 5 b 18 4 q 6 b 3 1q 2 1t 1 t 2 b 6 a 6 e 2 e " +
  "1 g 1d 25 3 1b 1 38 8 1o 3 f 3 1o 7 17 2 b 8 17 5 eu 2 6 2 12 2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 f 1 e 2 6 1 " +
  "j 2 3 1 9 h o 8 1b h 2 2 r 1 d 3 x f d 4 1 3 c f 3w 4 if p b l ps 1 oj 2 w 1 9p 5 19 1 1 5 1 2 1k 7 2 e " +
  "o 9 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 1 3i y q 1 2h c 5y q c 5 1r 1 2e 2 2v 5 17 1 1f 1 16 1 2c c 1b 1 mlp 3 " +
  "1j 9 9o k 1c 3 3p 8 5n 5 2 1 1 1 5 o 1n 3 a 6 1k 8 1y 8 c 6 38 b u 3 26 1 b 4 x 1 1j 9 e 2 a 2 2v o s a " +
  "6 2 6 2 6 9 7 1 7 1 1o 4 3i 2 a 6 8mc c n 4 1d 6is a6 2 2y 12 7 c 5 5 q 1 5 1 1 1 2 1 2 1 3h g cd 2 1i 7 " +
  "1 w g g a 6 1f 1 j 1 4 4 5 1 3r 4 4f 1 u 3 6 2 6 2 6 2 3 3 7 1 7 h c 1 q 1 j 1 2 1 f 2 e y 3f 5 3 4 19 3 " +
  "2g 1 d 3 1 1b 1a 3m t 3 1d f s 4 10 9 u 5 17 5 u 1 11 4 e 16 4e 2 a 6 10 4 10 4 14 8 1g b c 1 f 1 7 1 2 " +
  "1 b 1 f 1 7 1 2 1v 8n 9 m a 8 o 6 1 16 1 9 1x 6 2 1 1 18 1 2 3 1 2 n 1 20 8 9 1c j 1 2 5 x 3 r 5 1 1s 1k " +
  "4 k 2 1e 1 2 5 8 1 3 1 t 2 3 4 a 7 9 7 1s w 13 4 c 9 1i 3 t 2 r 5 q 7 4 c 7 28 21 1j 1f d 1f 7 1a 8 a 86 " +
  "v 1 16 1 3 2 2 23 17 8 16 m q 12 s k n 9 26 4 10 9 1q 1 5 d p 7 a 6 1h 1 i 8 13 9 2o 1 k b i 1 1b 1q 7 1 " +
  "1 1 4 1 f 1 b 6 1n 5 a 6 4 1 8 2 2 2 m 1 7 1 2 1 5 1 a 2 2 2 3 2 1 6 1 5 7 2 7 3 5 3v 2k 1 5 u 20 8 a 4m " +
  "1i 2 12 y 1x b a 6 d j 1m 6 a 1i r 2 f 4 n 55 1o 2s 2b c 8 2 1 2 8 1 2 1 u 1 2 2 c 9 a 1y 8 2 1a 2 b r " +
  "20 8 2b d 21 7 a 6u 9 1 19 1 e a t 3 w 2 m 1 e 21 7 1 2 1 18 3 1 1 2 1 9 8 a 6 6 1 2 1 11 1 2 1 6 7 a 8m " +
  "p 7 h 1 15 3 s 2e 1 f 1e d pn 2u 33 1 5 b 5g 218 2r d ts g 1 2 j 33e g7 6nt ft 7 v 1 a 4 29 1 a 6 u 2 6 " +
  "a 1y a a 1 7 1 l 5 j j4 2j 2t 23 4 1l 7 h 1s 4 c 2 e 4qg 8 ye 16 9 6w7 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8 " +
  "b0 1s4 2z 5 d 3 9 7 a 2 4 3mo 1a 2 n 9 38 1o 6u a 13 2 1c 1 p 8 34 l 1y 3e k c k c 2f 9 p 3r 2d 1 1z 1 2 " +
  "2 1 2 2 2 4 1 c 1 1 1 7 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 7 1 9g 2 84 2 ji f 5 1 f uo v 6 6 5x 7 1 h 2 " +
  "7 1 2 1 5 5 1q x 1 34 19 3 e 2 a 4 2 8w v h 1m 5 1 cw 16 km 7 1 4 1 2 1 f 1 5h 2 g 15 24 4 a 4 2 lt 1w " +
  "24 1p 5e 4 1 r 1 2 1 1 2 1 1 a 1 4 1 1 1 1 6 1 4 1 1 1 1 1 1 3 1 2 1 1 2 1 1 1 1 1 1 1 1 1 1 2 1 1 2 4 1 " +
  "7 1 4 1 4 1 1 1 a 1 h 5 3 1 5 1 h 1g 2 7i 18 4 2s c f 2 f 1 f 1 11 a 4u 1k t d 18 4 9 7 2 e 6 4a 1oz 1 " +
  "1j 11 a 6 se 2 wyo w 37e 6 66 2 4g2 e 5rl 2e7 f2 15u 3t7 5 38g jgwg";

/** Emoji and the places kept for later ones, without ASCII. */
export const EMOJI =
  "4p 1 4 1 68d 1 c 1 60 1 m 1 2i 6 f 2 a7 2 c 1 4m 1 p b 4 3 5j 1 6f 2 a 1 9 1 1m 4 1 5 9 1 2 1 2 2 2 1 4 " +
  "1 2 1 1 2 2 1 3 1 3 2 8 3 5 1 1 1 5 c b 2 2 1 1 2 1 1 i 1 2 2 i 6 1 1 1 2 3 2 5 1 2 2 4 2 b 2 5 2 2 1 5 " +
  "2 1 1 1 2 k 2 5 6 1 4 2 1 4 1 2 1 2 6 1 1 2 1 1 1 1 1 6 1 3 1 6 1 a 2 f 1 2 1 4 1 1 1 4 3 1 1 b 2 1c 3 9 " +
  "1 e 1 e 1 ac 2 cv 3 j 2 1f 1 4 1 yi 1 c 1 gp 1 1 1 2fze 1 5m 1 4g 2 c 2 e 1 2 a 23 q 1 2 n 1 k 1 2 9 l 2 " +
  "4u fy 8 7e 1c 3k 38 c 2d 17 c 4 1k 8 a 6 14 8 u 2a c 1b 1 a 1 c9 74 se";

/** General_Category Mn and Me. */
export const NONSPACING =
  "lc 34 7n 7 7b 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 9 1 o 4 1 9 1 3 1 5 17 " +
  "3 1o 8 16 o 1 w 1j 1 1 1 4 8 4 1 3 7 a 2 t 1 1m 1 4 4 8 1 k 2 q 1 2 2 1l 1 4 2 4 2 2 3 3 1 u 2 3 1 b 2 " +
  "1l 1 4 5 1 2 4 1 k 2 m 6 1 1 1m 1 2 1 1 4 8 1 7 2 b 2 u 1 1p 1 c 1 1e 1 3 1 1j 1 1 3 5 3 1 4 7 2 b 2 t 1 " +
  "1m 1 2 1 6 1 5 2 k 2 s 2 1l 2 4 4 8 1 k 2 t 1 20 1 7 3 1 1 2i 1 2 7 c 8 2q 1 2 9 b 7 21 2 r 1 1 1 1 1 1j " +
  "e 1 5 1 2 5 b 1 10 9 1 2u 4 1 6 1 2 2 2 p 2 4 3 g 4 d 1 2 2 6 1 f 1 jj 3 qa 3 t 2 u 2 u 2 1s 2 1 7 8 1 2 " +
  "b 9 1 19 3 1 1 39 2 y 1 3a 3 4 2 9 1 6 3 63 2 2 1 1m 1 1 7 1 1 1 1 2 8 6 a 2 1 1c v 1d 4 1c 1 1 5 1 1 5 " +
  "1 14 9 c 2 w 4 2 2 1 3 1k 1 1 2 3 1 1 3 1m 8 2 2 48 3 1 d 1 7 4 1 6 1 3 2 5i 1s k0 x 2da 3 3x 1 2o w fe " +
  "4 2z 2 n9w 4 1 a w 2 28 2 7k 1 3 1 4 1 p 2 5 1 47 2 q i d 1 12 8 p b 1a 3 1c 1 2 4 2 2 13 1 1v 6 2 2 2 2 " +
  "c 1 8 1 1b 1 1f 1 1 3 2 2 5 2 1 1 16 2 8 1 6m 1 2 1 4 1 fn4 1 kh g g g r1 1 6a 1 45 5 1ae 3 1 2 5 4 14 3 " +
  "4 1 4l 2 fx 4 ar 2 28 3 1y b 1d 4 3f 1 1i f 15 1 2 2 a 3 1d 4 2 2 7 1 1p 3 10 5 1 8 1q 1 c 2 1g 9 a 4 2 " +
  "1 2n 3 2 1 1 2 6 1 2 1 4d 1 3 8 l 2 1l 2 3 1 11 7 3 5 5f 8 2 3 1 1 n 1 2c 6 1 1 4 2 1 2 6m 4 6 2 1 2 r 2 " +
  "2d 8 2 1 1 2 2y 1 1 1 2 6 1 1 2t 3 2 4 1 5 77 9 1 2 74 2 1 1 4 1 40 4 2 2 4 1 w a 14 6 2 4 8 1 9 6 2 3 " +
  "1a d 1 2 ba 7 1 6 1 1 2a m 2 7 1 2 1 2 3e 6 3 1 1 2 1 7 1 1 20 2 3 1 1 1 9n 2 b 2 1g 5 5 1 1 1 459 1 6 f " +
  "asa 5 1n 7 t4 1 1r 4 29 1 f5k 2 3mp 1a 2 n f4 3 h 8 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m 5 1 f 11s 7 1 h 2 " +
  "7 1 2 1 5 2s 1 4g 7 af 1 1p 4 e4 4 rk 7 31 7 gzhx 6o";

/** General_Category M. */
export const MARKS =
  "lc 34 7n 7 7b 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 9 1 o 4 1 9 1 3 1 5 17 " +
  "3 1o 8 16 o 1 x 1i 3 1 i 1 7 a 2 t 3 1k 1 1 7 2 2 2 3 9 1 a 2 q 1 2 3 1k 1 1 5 4 2 2 3 3 1 u 2 3 1 b 3 " +
  "1k 1 1 8 1 3 1 3 k 2 m 6 1 3 1k 1 1 7 2 2 2 3 7 3 a 2 u 1 1n 5 3 3 1 4 9 1 14 5 1j 1 1 7 1 3 1 4 7 2 b 2 " +
  "t 3 1k 1 1 7 1 3 1 4 7 2 b 2 f 1 c 4 1j 2 1 7 1 3 1 4 9 1 a 2 t 3 1y 1 4 6 1 1 1 8 i 2 1p 1 2 7 c 8 2q 1 " +
  "2 9 b 7 21 2 r 1 1 1 1 1 4 2 1d k 1 2 5 b 1 10 9 1 2s k n 4 4 3 1 3 2 7 3 4 d c 1 1 a 4 jj 3 qa 4 s 3 t " +
  "2 u 2 1s w 9 1 19 3 1 1 39 2 y 1 3a c 4 c 63 5 1l a 1 t 2 1 1c v 1d 5 1b h 12 9 c 3 u d 1k e 1c k 48 3 1 " +
  "l 4 1 6 1 2 3 5i 1s k0 x 2da 3 3x 1 2o w fe 6 2x 2 n9w 4 1 a w 2 28 2 7k 1 3 1 4 1 n 5 4 1 2b 2 1e i q i " +
  "d 1 12 8 p d 18 4 1b e 10 1 1v e c 1 8 2 19 3 1e 1 1 3 2 2 5 2 1 1 15 5 5 2 6k 8 1 2 fn4 1 kh g g g r1 1 " +
  "6a 1 45 5 1ae 3 1 2 5 4 14 3 4 1 4l 2 fx 4 ar 2 28 3 1y b 1d 4 3e 3 1h f 15 1 2 2 a 4 19 b 7 1 1p 3 10 e " +
  "g 2 18 1 c 3 1c e 8 4 1 2 2k c 6 1 2 1 4d c l 4 1j 2 1 7 2 2 2 3 9 1 a 2 2 7 3 5 5c i n 1 29 k 6j 7 2 9 " +
  "r 2 2a h 2y d 2t f 74 f 6t 6 1 2 2 4 1 1 1 2 3x 7 2 7 3 1 s a 14 7 1 4 8 1 9 b 1a g b9 8 1 8 2a m 1 e 3e " +
  "6 3 1 1 2 1 7 1 1 1u 5 1 2 1 5 9n 4 9 2 1 1 1c 7 3 5 459 1 6 f asa 5 1n 7 t4 1 1 1j 7 4 29 1 b 2 f57 2 " +
  "3mp 1a 2 n f2 5 3 6 8 8 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m 5 1 f 11s 7 1 h 2 7 1 2 1 5 2s 1 4g 7 af 1 1p " +
  "4 e4 4 rk 7 31 7 gzhx 6o";

/** Canonical_Combining_Class 9. */
export const VIRAMAS =
  "1u5 1 3j 1 3j 1 3j 1 3j 1 3j 1 3j 1 3j 1 31 2 g 1 3g 1 33 1 3j 1 5l 1 50 2 1cp 2 u 1 4d 1 i5 1 6b 1 2t 2 " +
  "1y 2 3gr 1 o7a 1 11 1 47 1 3y 1 30 1 8l 1 6u 1 imp 1 16u 1 15 1 e 1 1l 1 3d 2 3v 1 38 1 50 1 2q 1 6s 1 " +
  "3j 1 70 1 3j 1 3a 1 38 1 7h 1 77 2 4h 1 2b 1 i 1 29 1 bp 1 78 2 29 1 bt 2";

/** What a skeleton leaves out: spaces, dashes, apostrophes, full stops and their look-alikes. */
export const SEPARATORS =
  "w 1 1 1 4 1 5 2 1c 2 1r 1 j 1 2 1 e9 6 9 1 1 2 b 1 5 1 g 1 5 1 1 1 3h 1 f 1 2 1 cy 1 2 1 18 1 1f 1 1g 2 " +
  "23 1 43 1 18 2 6p 2 4 1 2dh 1 hr 1 2y 1 7u 1 y4 1 kp 1 1 1 1b 1 d 2 1 b 5 6 2 2 1 3 1 1 2 1 1 4 7 1 2 6 " +
  "7 2 2 1 g 1 2 1 7 1 c2 1 6 1 4r 1 15 1 x2 1 1a8 1 2 1 m 1 8 2 4 1 s 1 bm 1 2 1 o 1 j 1 33 1 2i 1 mws 1 1 " +
  "1 3 1 7j 1 he2 1 m 5 o 3 2 1 5 1 a 1 4e 1 4 1 5 2 1c 2 10 1 bf 1 1u6 1 v0 1";

/** The sets of scripts that occur, by spaces; the scripts of one set, by commas. */
export const SCRIPT_SETS =
  "Latin Bopomofo Greek Coptic Cyrillic Cyrillic,Old_Permic Cyrillic,Glagolitic Cyrillic,Latin Armenian " +
  "Hebrew Arabic Arabic,Hanifi_Rohingya,Nko,Syriac,Thaana,Yezidi Arabic,Syriac,Thaana " +
  "Adlam,Arabic,Hanifi_Rohingya,Nko,Syriac,Thaana,Yezidi " +
  "Adlam,Arabic,Hanifi_Rohingya,Mandaic,Manichaean,Old_Uyghur,Psalter_Pahlavi,Sogdian,Syriac Arabic,Syriac " +
  "Arabic,Thaana,Yezidi Arabic,Hanifi_Rohingya Syriac Thaana Nko Samaritan Mandaic Devanagari " +
  "Bengali,Devanagari,Grantha,Gujarati,Gurmukhi,Kannada,Latin,Malayalam,Oriya,Sharada,Tamil,Telugu,Tirhuta " +
  "Bengali,Devanagari,Grantha,Gujarati,Gurmukhi,Kannada,Latin,Malayalam,Oriya,Tamil,Telugu,Tirhuta " +
  "awadi,Mahajani,Malayalam,Masaram_Gondi,Nandinagari,Oriya,Sinhala,Syloti_Nagri,Takri,Tamil,Telugu,Tirhuta " +
  "Limbu,Mahajani,Malayalam,Masaram_Gondi,Nandinagari,Oriya,Sinhala,Syloti_Nagri,Takri,Tamil,Telugu,Tirhuta " +
  "Devanagari,Dogra,Kaithi,Mahajani Bengali Bengali,Chakma,Syloti_Nagri Gurmukhi Gurmukhi,Multani Gujarati " +
  "Gujarati,Khojki Oriya Tamil Grantha,Tamil Telugu Kannada Kannada,Nandinagari Malayalam Sinhala Thai Lao " +
  "Tibetan Myanmar Chakma,Myanmar,Tai_Le Georgian Georgian,Latin Hangul Ethiopic Cherokee " +
  "Canadian_Aboriginal Ogham Runic Tagalog Hanunoo Buhid,Hanunoo,Tagalog,Tagbanwa Buhid Tagbanwa Khmer " +
  "Mongolian Mongolian,Phags_Pa Limbu Tai_Le New_Tai_Lue Buginese Tai_Tham Balinese Sundanese Batak Lepcha " +
  "Ol_Chiki Bengali,Devanagari,Grantha,Kannada Devanagari,Grantha Bengali,Devanagari Devanagari,Sharada " +
  "Devanagari,Kannada,Malayalam,Oriya,Tamil,Telugu Devanagari,Nandinagari " +
  "Bengali,Devanagari,Grantha,Kannada,Nandinagari,Oriya,Telugu,Tirhuta Devanagari,Grantha,Kannada " +
  "Nandinagari Cyrillic,Syriac Latin,Mongolian Devanagari,Grantha,Latin Braille Glagolitic Tifinagh Han " +
  "Bopomofo,Han,Hangul,Hiragana,Katakana,Yi Bopomofo,Han,Hangul,Hiragana,Katakana Bopomofo,Han " +
  "Hiragana,Katakana Han,Hiragana,Katakana Hiragana Katakana Yi Lisu Vai Bamum Han,Latin Syloti_Nagri " +
  "ogra,Gujarati,Gurmukhi,Kaithi,Kannada,Khojki,Khudawadi,Mahajani,Malayalam,Modi,Nandinagari,Takri,Tirhuta " +
  "vanagari,Dogra,Gujarati,Gurmukhi,Kaithi,Kannada,Khojki,Khudawadi,Mahajani,Modi,Nandinagari,Takri,Tirhuta " +
  "Devanagari,Dogra,Gujarati,Gurmukhi,Kaithi,Khojki,Khudawadi,Mahajani,Modi,Takri,Tirhuta Phags_Pa " +
  "Saurashtra Devanagari,Tamil Kayah_Li Kayah_Li,Latin,Myanmar Rejang Javanese Buginese,Javanese Cham " +
  "Tai_Viet Meetei_Mayek Arabic,Nko Arabic,Thaana Linear_B Cypriot,Cypro_Minoan,Linear_B Cypriot,Linear_B " +
  "Cypriot,Linear_A,Linear_B Lycian Carian Arabic,Coptic Old_Italic Gothic Old_Permic Ugaritic Old_Persian " +
  "Deseret Shavian Osmanya Osage Elbasan Caucasian_Albanian Vithkuqi Linear_A Cypriot Imperial_Aramaic " +
  "Palmyrene Nabataean Hatran Phoenician Lydian Meroitic_Hieroglyphs Meroitic_Cursive Kharoshthi " +
  "Old_South_Arabian Old_North_Arabian Manichaean Manichaean,Old_Uyghur Avestan Inscriptional_Parthian " +
  "Inscriptional_Pahlavi Psalter_Pahlavi Old_Turkic Old_Hungarian Hanifi_Rohingya Yezidi Old_Sogdian " +
  "Sogdian Old_Uyghur Chorasmian Elymaic Brahmi Kaithi Sora_Sompeng Chakma Mahajani Sharada Khojki Multani " +
  "Khudawadi Grantha Newa Tirhuta Siddham Modi Takri Ahom Dogra Warang_Citi Dives_Akuru Zanabazar_Square " +
  "Soyombo Pau_Cin_Hau Bhaiksuki Marchen Masaram_Gondi Gunjala_Gondi Makasar Kawi Cuneiform Cypro_Minoan " +
  "Egyptian_Hieroglyphs Anatolian_Hieroglyphs Mro Tangsa Bassa_Vah Pahawh_Hmong Medefaidrin Miao Tangut " +
  "Nushu Khitan_Small_Script Duployan SignWriting Nyiakeng_Puachue_Hmong Toto Wancho Nag_Mundari " +
  "Mende_Kikakui Adlam";

/** Script_Extensions in runs of three: gap, length, number of the set. Common and Inherited are absent. */
export const SCRIPTS =
  "1t q 0 6 q 0 1b 1 0 f 1 0 5 n 0 1 v 0 1 ch 0 13 5 0 5 2 1 2e 1 2 2 1 2 t d 0 0 4 2 1 3 2 2 4 2 1 1 2 4 1 " +
  "2 1 1 2 1 3 2 1 1 2 1 k 2 1 1r 2 0 e 3 0 g 2 0 3n 4 0 1 5 0 1 6 0 2 7 0 1 6 0 4o 4 1 12 8 2 1e 8 2 3 8 1 " +
  "1j 9 8 r 9 4 6 9 b 5 a 1 6 a 0 1 b 0 e a 0 1 b 0 1 c 0 2 a 0 1 d 0 w a 0 1 e 0 a a 0 b f 0 a a 0 a g 0 6 " +
  "a 0 1 f 0 2r a 0 1 h 0 8 a 1 y a 0 e i 1 1o i 2 3 i 0 1c a 0 1e j e 1n k 2 3 k 0 1a l 2 f l 1 s m 2 1 m " +
  "1 b i 5 v a 1 2 a 6 22 a 1 t a 0 29 n 0 1 o 0 1 p 2 f n 0 1 q 0 1 r 0 a s 0 g n 0 4 t 1 8 t 2 2 t 2 m t " +
  "1 7 t 1 1 t 3 4 t 2 9 t 2 2 t 2 4 t 8 1 t 4 2 t 1 5 t 2 a u 0 f t 2 3 v 1 6 v 4 2 v 2 m v 1 7 v 1 2 v 1 " +
  "2 v 1 2 v 2 1 v 1 5 v 4 2 v 2 3 v 3 1 v 7 4 v 1 1 v 7 a w 0 7 v a 3 x 1 9 x 1 3 x 1 m x 1 7 x 1 2 x 1 5 " +
  "x 2 a x 1 3 x 1 3 x 2 1 x f 4 x 2 a y 0 2 x 7 7 x 1 3 z 1 8 z 2 2 z 2 m z 1 7 z 1 2 z 1 5 z 2 9 z 2 2 z " +
  "2 3 z 7 3 z 4 2 z 1 5 z 2 i z a 2 10 1 6 10 3 3 10 1 4 10 3 2 10 1 1 10 1 2 10 3 2 10 3 3 10 3 c 10 4 5 " +
  "10 3 3 10 1 4 10 2 1 10 6 1 10 e e 11 0 7 10 5 d 12 1 3 12 1 n 12 1 g 12 2 9 12 1 3 12 1 4 12 7 2 12 1 3 " +
  "12 2 1 12 2 4 12 2 a 12 7 9 12 0 d 13 1 3 13 1 n 13 1 a 13 1 5 13 2 9 13 1 3 13 1 4 13 7 2 13 6 2 13 1 4 " +
  "13 2 a 14 1 3 13 c d 15 1 3 15 1 1f 15 1 3 15 1 6 15 4 g 15 2 q 15 1 3 16 1 i 16 3 o 16 1 9 16 1 1 16 2 " +
  "7 16 3 1 16 4 6 16 1 1 16 1 8 16 6 a 16 2 3 16 c 1m 17 5 s 17 11 2 18 1 1 18 1 5 18 1 o 18 1 1 18 1 n 18 " +
  "2 5 18 1 1 18 1 7 18 1 a 18 2 4 18 w 20 19 1 10 19 4 13 19 1 10 19 1 f 19 1 7 19 4 2 19 11 1s 1a 0 a 1b " +
  "0 2e 1a 0 12 1c 1 1 1c 5 1 1c 2 17 1c 0 1 1d 0 4 1c 0 74 1e 0 21 1f 1 4 1f 2 7 1f 1 1 1f 1 4 1f 2 15 1f " +
  "1 4 1f 2 x 1f 1 4 1f 2 7 1f 1 1 1f 1 4 1f 2 f 1f 1 1l 1f 1 4 1f 2 1v 1f 2 w 1f 3 q 1f 6 2e 1g 2 6 1g 2 " +
  "hs 1h 0 t 1i 3 23 1j 3 b 1j 7 m 1k 9 1 1k 0 l 1l 0 2 1m 9 k 1n c d 1o 1 3 1o 1 2 1o c 2m 1p 2 a 1p 6 a " +
  "1p 6 2 1q 0 2 1r 0 1 1q 0 1 1r 0 k 1q 6 2h 1q 7 17 1q 5 1y 1h a v 1s 1 c 1s 4 c 1s 4 1 1s 3 c 1s 0 u 1t " +
  "2 5 1t b 18 1u 4 q 1u 6 b 1u 3 2 1u 0 w 1p 0 s 1v 2 2 1v 0 1r 1w 1 t 1w 2 b 1w 6 a 1w 6 e 1w 2a 25 1x 3 " +
  "1b 1x 1 1s 1y 0 1g 1z 8 4 1z 0 1k 20 3 f 20 3 3 20 0 1c 21 0 9 4 7 17 1c 2 3 1c 0 8 1y 8 1 22 0 1 n 0 1 " +
  "22 0 1 23 0 1 n 0 2 24 0 1 25 0 1 24 0 1 25 0 1 26 0 1 n 0 2 25 0 2 n 0 1 25 0 1 24 0 7 n 0 1 27 0 1 24 " +
  "0 2 n 0 1 24 0 4 n 0 1 28 0 1 23 0 1 29 0 2 24 0 1 t 0 2 23 0 1 2a 5 12 0 0 5 2 0 1 4 0 1d 0 0 5 2 0 4 0 " +
  "0 5 2 0 d 0 0 1 4 0 1y 0 0 3 2 1i 1 2b 1 1 i 5 74 0 0 m 2 2 6 2 2 12 2 2 6 2 2 8 2 1 1 2 1 1 2 1 1 2 1 v " +
  "2 2 1h 2 1 f 2 1 e 2 2 6 2 1 j 2 2 3 2 1 9 2 1c 1 2c 1t 1 0 d 1 0 g d 0 2b 1 2d 1h 1 2 3 2 0 6 1 0 r 1 0 " +
  "h 15 0 19z 74 2e lc 2o 2f 0 w 0 0 38 3 5 7 3 0 12 1c 1 1 1c 5 1 1c 2 1k 2g 7 2 2g e 1 2g 0 n 1f 9 7 1f 1 " +
  "7 1f 1 7 1f 1 7 1f 1 7 1f 1 7 1f 1 7 1f 1 7 1f 1 w 4 1v 1 6 1o q 2h 1 2h 2h c 5y 2h 17 2 2i 0 1 2j 1 3 " +
  "2h 0 a 2i 1 1 2j 0 8 2i 0 4 2j 1 9 2h 0 4 2k 0 2 1e 0 1 2j 0 5 2l 1 1 2j 0 4 2h 0 2 2m 0 2 2h 1 2e 2n 2 " +
  "4 2l 0 3 2n 0 1 2l 0 2i 2o 0 1 2i 0 1 2l 0 3 2o 5 17 1 1 2m 1e 1 g 2h 0 w 1 0 10 2h c g 2o 0 v 1e 1 14 " +
  "2h o v 1e 1 1d 2h f c 2h 4 1b 2o 0 1 2h 0 2g 2o 0 p 2h a 5 2h 2o v 2h 1 534 2h 1s g74 2h 0 wd 2p 3 1j 2p " +
  "9 1c 2q 0 8c 2r k 1b 4 0 1 6 0 1c 4 0 2g 2s 8 8 2t q 2u 0 3 1s 0 5 2 0 1 1 0 1 5 0 o e 0 0 19 2u 3 3 2v " +
  "0 3 2w 0 4 2x 6 1k 2y 8 1y 2z 8 c 2z 6 h n 0 1 24 0 1 n 0 1 30 0 c n 0 1a 31 0 1 32 0 1 31 0 10 33 b 1 " +
  "33 0 t 1e 3 26 34 1 1 35 0 a 34 4 2 34 0 v 1a 1 1j 36 9 e 36 2 a 36 2 4 36 0 w 1a 0 1v 37 o 5 37 0 n 38 " +
  "a 6 1f 2 6 1f 2 6 1f 9 7 1f 1 7 1f 1 17 0 1 9 0 0 1 2 0 4 0 6 28 1g 0 1a 38 2 a 38 6 8mc 1e c n 1e 4 1d " +
  "1e 6is a6 2h 2 2y 2h 12 7 0 c 5 8 5 q 9 1 5 9 1 1 9 1 2 9 1 2 9 1 a 9 0 37 a g a3 a 0 2 39 0 28 a 2 1i a " +
  "7 1 a w 2 a 0 1 3a 0 a a 0 1 3a 0 2 a 1a 2 4 l 2 2j 15 5 a 1 3r a 10 q 0 6 q 0 6 5 2i 0 a 2o 0 1 2l 0 19 " +
  "2o 0 2 2l 0 v 1e 3 6 1e 2 6 1e 2 6 1e 2 3 1e z c 3b 1 q 3b 1 j 3b 1 2 3b 1 f 3b 2 e 3b y 3f 3b 5 2 3c 0 " +
  "1 3d 4 19 3e 3 9 3d 0 27 2 h 1 2 67 t 3f 3 1d 3g f s 3h 4 10 3i 9 3 3i 0 r 3j 5 17 3k 5 u 3l 1 1 3l 0 10 " +
  "3m 4 e 3m 16 28 3n 0 1c 3o 0 u 3p 2 a 3p 6 10 3q 4 10 3q 4 14 3r 8 1g 3s b 1 3s 0 b 3t 1 f 3t 1 7 3t 1 2 " +
  "3t 1 b 3t 1 f 3t 1 7 3t 1 2 3t 1v 8n 3u 9 m 3u a 8 3u o 6 0 1 16 0 1 9 0 1x 6 3v 2 1 3v 1 18 3v 1 2 3v 3 " +
  "1 3v 2 1 3v 0 m 3w 1 9 3w 0 w 3x 0 v 3y 8 9 3y 1c j 3z 1 2 3z 5 5 3z 0 s 40 3 1 40 0 q 41 5 1 41 1s w 42 " +
  "0 o 43 4 k 43 2 1a 43 0 4 44 1 2 44 5 8 44 1 3 44 1 t 44 2 3 44 4 a 44 7 9 44 7 w 45 0 w 46 w 13 47 4 7 " +
  "47 0 1 48 0 4 47 9 1i 49 3 7 49 0 m 4a 2 8 4a 0 j 4b 5 8 4b 0 i 4c 7 4 4c c 7 4c 28 21 4d 1j 1f 4e d 1f " +
  "4e 7 6 4e 0 14 4f 8 a 4f 86 v a 1 16 4g 1 3 4g 2 2 4g 23 3 a 0 14 4h 8 16 4i m q 4j 12 s 4k k n 4l 9 26 " +
  "4m 4 10 4m 9 1 4m 0 1v 4n a 1 4n 2 p 4o 7 a 4o 6 1h 4p 1 i 4p 8 13 4q 9 2o 4r 1 k 16 b i 4s 1 1b 4s 1q 7 " +
  "4t 1 1 4t 1 4 4t 1 f 4t 1 b 4t 6 1n 4u 5 a 4u 6 1 4v 0 1 11 0 1 4v 0 1 11 1 8 4v 2 2 4v 2 m 4v 1 7 4v 1 " +
  "2 4v 1 5 4v 1 2 11 0 8 4v 2 2 4v 2 3 4v 2 1 4v 6 1 4v 5 7 4v 2 7 4v 3 5 4v 3v 2k 4w 1 5 4w u 20 4x 8 a " +
  "4x 4m 1i 4y 2 12 4y y 1x 4z b a 4z 6 d 1q j 1m 50 6 a 50 1i r 51 2 f 51 4 n 51 55 1o 52 2s 2b 53 c 1 53 " +
  "0 7 54 2 1 54 2 8 54 1 2 54 1 u 54 1 2 54 2 c 54 9 a 54 1y 8 2a 2 1a 2a 2 b 2a r 20 55 8 2b 56 d g 1h 0 " +
  "1l 57 7 a n 6u 9 58 1 19 58 1 e 58 a t 58 3 w 59 2 m 59 1 e 59 21 7 5a 1 2 5a 1 18 5a 3 1 5a 1 2 5a 1 9 " +
  "5a 8 a 5a 6 6 5b 1 2 5b 1 11 5b 1 2 5b 1 6 5b 7 a 5b 8m p 5c 7 h 5d 1 15 5d 3 s 5d 2e 1 2q f g 10 0 2 11 " +
  "0 1 10 0 1 11 0 u 10 d 1 10 0 pm 5e 2u 33 5e 1 5 5e b 5g 5e 218 2r 5f d uu 5g 33e g7 5h 6nt ft 2s 7 v 5i " +
  "1 a 5i 4 2 5i 0 27 5j 1 a 5j 6 u 5k 2 6 5k a 1y 5l a a 5l 1 7 5l 1 l 5l 5 j 5l j4 2j 5m 2t 23 5n 4 1l 5n " +
  "7 h 5n 1s 1 5o 0 1 5p 0 2 2h 0 1 5q b 2 2h e 4qg 5o 8 lc 5o 0 d2 5q 16 9 5o 6w7 4 2o 1 7 2o 1 2 2o 1 1 " +
  "2o 0 7z 2n 0 3 2o f 1 2n t 3 2n 2 1 2o e 4 2o 8 b0 5p 1s4 2z 5r 5 d 5r 3 9 5r 7 a 5r 2 8 5r 47w 1y 2 7u " +
  "i 2h we i4 5s f 5 5s 1 f 5s uo v 0 6 6 0 5x 7 2f 1 h 2f 2 7 2f 1 2 2f 1 5 2f 5 1q 4 x 1 4 34 19 5t 3 e " +
  "5t 2 a 5t 4 2 5t 8w v 5u h 1m 5v 5 1 5v cw 16 5w km 7 1f 1 4 1f 1 2 1f 1 f 1f 1 5h 5x 2 g 5x 15 24 5y 4 " +
  "a 5y 4 2 5y ww 4 a 1 r a 1 2 a 1 1 a 2 1 a 1 a a 1 4 a 1 1 a 1 1 a 6 1 a 4 1 a 1 1 a 1 1 a 1 3 a 1 2 a 1 " +
  "1 a 2 1 a 1 1 a 1 1 a 1 1 a 1 1 a 1 2 a 1 1 a 2 4 a 1 7 a 1 4 a 1 4 a 1 1 a 1 a a 1 h a 5 3 a 1 5 a 1 h " +
  "a 1g 2 a lq 1 2n 27 2 2h 2pa wyo 2h w 37e 2h 6 66 2h 2 4g2 2h e 5rl 2h 2e7 f2 2h 15u 3t7 2h 5 38g 2h";

/** Full case folding (C and F; U+0130 as T). */
export const FOLDS =
  "1t,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z 1,30 1,31 1,32 1,33 1,34 1,35 1,36 1,37 1,38 " +
  "1,39 1,3a 1,3b 1,3c 1,3d 1,3e 2j,qk b,68 1,69 1,6a 1,6b 1,6c 1,6d 1,6e 1,6f 1,6g 1,6h 1,6i 1,6j 1,6k " +
  "1,6l 1,6m 1,6n 1,6o 1,6p 1,6q 1,6r 1,6s 1,6t 1,6u 2,6w 1,6x 1,6y 1,6z 1,70 1,71 1,72 1,37,37 x,75 2,77 " +
  "2,79 2,7b 2,7d 2,7f 2,7h 2,7j 2,7l 2,7n 2,7p 2,7r 2,7t 2,7v 2,7x 2,7z 2,81 2,83 2,85 2,87 2,89 2,8b 2,8d " +
  "2,8f 2,2x 2,8j 2,8l 2,8n 3,8q 2,8s 2,8u 2,8w 2,8y 2,90 2,92 2,94 2,jg,32 1,97 2,99 2,9b 2,9d 2,9f 2,9h " +
  "2,9j 2,9l 2,9n 2,9p 2,9r 2,9t 2,9v 2,9x 2,9z 2,a1 2,a3 2,a5 2,a7 2,a9 2,ab 2,ad 2,af 2,73 1,ai 2,ak 2,am " +
  "2,37 2,gj 1,ar 2,at 2,gk 1,aw 2,gm 1,gn 1,b0 3,d9 1,gp 1,gr 1,b6 2,gw 1,gz 2,h5 1,h4 1,bd 4,hb 1,he 2,hh " +
  "1,bl 2,bn 2,bp 2,hs 1,bs 2,hv 3,bx 2,i0 1,c0 2,i2 1,i3 1,c4 2,c6 2,ia 1,c9 4,cd 8,cm 1,cm 2,cp 1,cp 2,cs " +
  "1,cs 2,cu 2,cw 2,cy 2,d0 2,d2 2,d4 2,d6 2,d8 3,db 2,dd 2,df 2,dh 2,dj 2,dl 2,dn 2,dp 2,dr 2,2y,lo 1,dv " +
  "1,dv 2,dx 2,b9 1,cf 1,e1 2,e3 2,e5 2,e7 2,e9 2,eb 2,ed 2,ef 2,eh 2,ej 2,el 2,en 2,ep 2,er 2,et 2,ev 2,ex " +
  "2,ez 2,f1 2,f3 2,bi 2,f7 2,f9 2,fb 2,fd 2,ff 2,fh 2,fj 2,fl 2,fn 8,8rp 1,fw 2,be 1,8rq 3,g2 2,ao 1,i1 " +
  "1,i4 1,g7 2,g9 2,gb 2,gd 2,gf 6v,qh 17,oh 2,oj 4,on 9,s3 7,q4 2,q5 1,q6 1,q7 2,r0 2,r1 1,r2 1,qh,lk,ld " +
  "1,q9 1,qa 1,qb 1,qc 1,qd 1,qe 1,qf 1,qg 1,qh 1,qi 1,qj 1,qk 1,ql 1,qm 1,qn 1,qo 1,qp 2,qr 1,qs 1,qt 1,qu " +
  "1,qv 1,qw 1,qx 1,qy 1,qz 5,qt,lk,ld i,qr d,rb 1,qa 1,qg 4,qu 1,qo 2,rd 2,rf 2,rh 2,rj 2,rl 2,rn 2,rp " +
  "2,rr 2,rt 2,rv 2,rx 2,rz 2,qi 1,qp 3,qg 1,qd 2,s8 2,s2 1,sb 3,or 1,os 1,ot 1,uo 1,up 1,uq 1,ur 1,us 1,ut " +
  "1,uu 1,uv 1,uw 1,ux 1,uy 1,uz 1,v0 1,v1 1,v2 1,v3 1,ts 1,tt 1,tu 1,tv 1,tw 1,tx 1,ty 1,tz 1,u0 1,u1 1,u2 " +
  "1,u3 1,u4 1,u5 1,u6 1,u7 1,u8 1,u9 1,ua 1,ub 1,uc 1,ud 1,ue 1,uf 1,ug 1,uh 1,ui 1,uj 1,uk 1,ul 1,um 1,un " +
  "1d,v5 2,v7 2,v9 2,vb 2,vd 2,vf 2,vh 2,vj 2,vl 2,vn 2,vp 2,vr 2,vt 2,vv 2,vx 2,vz 2,w1 a,wb 2,wd 2,wf " +
  "2,wh 2,wj 2,wl 2,wn 2,wp 2,wr 2,wt 2,wv 2,wx 2,wz 2,x1 2,x3 2,x5 2,x7 2,x9 2,xb 2,xd 2,xf 2,xh 2,xj 2,xl " +
  "2,xn 2,xp 2,xr 2,y7 1,xu 2,xw 2,xy 2,y0 2,y2 2,y4 2,y6 3,y9 2,yb 2,yd 2,yf 2,yh 2,yj 2,yl 2,yn 2,yp 2,yr " +
  "2,yt 2,yv 2,yx 2,yz 2,z1 2,z3 2,z5 2,z7 2,z9 2,zb 2,zd 2,zf 2,zh 2,zj 2,zl 2,zn 2,zp 2,zr 2,zt 2,zv 2,zx " +
  "2,zz 2,101 2,103 2,105 2,107 2,109 2,10b 2,10d 2,10f 2,10h 2,10j 2,10l 2,10n 2,10p 2,10r 2,10t 2,10v " +
  "3,129 1,12a 1,12b 1,12c 1,12d 1,12e 1,12f 1,12g 1,12h 1,12i 1,12j 1,12k 1,12l 1,12m 1,12n 1,12o 1,12p " +
  "1,12q 1,12r 1,12s 1,12t 1,12u 1,12v 1,12w 1,12x 1,12y 1,12z 1,130 1,131 1,132 1,133 1,134 1,135 1,136 " +
  "1,137 1,138 1,139 1,13a 1d,12d,136 26x,8w0 1,8w1 1,8w2 1,8w3 1,8w4 1,8w5 1,8w6 1,8w7 1,8w8 1,8w9 1,8wa " +
  "1,8wb 1,8wc 1,8wd 1,8we 1,8wf 1,8wg 1,8wh 1,8wi 1,8wj 1,8wk 1,8wl 1,8wm 1,8wn 1,8wo 1,8wp 1,8wq 1,8wr " +
  "1,8ws 1,8wt 1,8wu 1,8wv 1,8ww 1,8wx 1,8wy 1,8wz 1,8x0 1,8x1 2,8x3 6,8x9 mj,3xs 1,3xt 1,3xu 1,3xv 1,3xw " +
  "1,3xx 1oj,tu 1,tw 1,u6 1,u9 1,ua 1,ua 1,ui 1,v7 1,wuj 8,3bk 1,3bl 1,3bm 1,3bn 1,3bo 1,3bp 1,3bq 1,3br " +
  "1,3bs 1,3bt 1,3bu 1,3bv 1,3bw 1,3bx 1,3by 1,3bz 1,3c0 1,3c1 1,3c2 1,3c3 1,3c4 1,3c5 1,3c6 1,3c7 1,3c8 " +
  "1,3c9 1,3ca 1,3cb 1,3cc 1,3cd 1,3ce 1,3cf 1,3cg 1,3ch 1,3ci 1,3cj 1,3ck 1,3cl 1,3cm 1,3cn 1,3co 1,3cp " +
  "1,3cq 3,3ct 1,3cu 1,3cv 8x,5xd 2,5xf 2,5xh 2,5xj 2,5xl 2,5xn 2,5xp 2,5xr 2,5xt 2,5xv 2,5xx 2,5xz 2,5y1 " +
  "2,5y3 2,5y5 2,5y7 2,5y9 2,5yb 2,5yd 2,5yf 2,5yh 2,5yj 2,5yl 2,5yn 2,5yp 2,5yr 2,5yt 2,5yv 2,5yx 2,5yz " +
  "2,5z1 2,5z3 2,5z5 2,5z7 2,5z9 2,5zb 2,5zd 2,5zf 2,5zh 2,5zj 2,5zl 2,5zn 2,5zp 2,5zr 2,5zt 2,5zv 2,5zx " +
  "2,5zz 2,601 2,603 2,605 2,607 2,609 2,60b 2,60d 2,60f 2,60h 2,60j 2,60l 2,60n 2,60p 2,60r 2,60t 2,60v " +
  "2,60x 2,60z 2,611 2,613 2,615 2,617 2,619 2,61b 2,61d 2,61f 2,61h 2,2w,mp 1,38,lk 1,3b,lm 1,3d,lm " +
  "1,2p,ji 1,601 3,37,37 2,61t 2,61v 2,61x 2,61z 2,621 2,623 2,625 2,627 2,629 2,62b 2,62d 2,62f 2,62h " +
  "2,62j 2,62l 2,62n 2,62p 2,62r 2,62t 2,62v 2,62x 2,62z 2,631 2,633 2,635 2,637 2,639 2,63b 2,63d 2,63f " +
  "2,63h 2,63j 2,63l 2,63n 2,63p 2,63r 2,63t 2,63v 2,63x 2,63z 2,641 2,643 2,645 2,647 2,649 2,64b 2,64d " +
  "2,64f a,64g 1,64h 1,64i 1,64j 1,64k 1,64l 1,64m 1,64n 9,64w 1,64x 1,64y 1,64z 1,650 1,651 b,65c 1,65d " +
  "1,65e 1,65f 1,65g 1,65h 1,65i 1,65j 9,65s 1,65t 1,65u 1,65v 1,65w 1,65x 1,65y 1,65z 9,668 1,669 1,66a " +
  "1,66b 1,66c 1,66d 3,qt,lv 2,qt,lv,lc 2,qt,lv,ld 2,qt,lv,n6 3,66p 2,66r 2,66t 2,66v 9,674 1,675 1,676 " +
  "1,677 1,678 1,679 1,67a 1,67b h,64g,qh 1,64h,qh 1,64i,qh 1,64j,qh 1,64k,qh 1,64l,qh 1,64m,qh 1,64n,qh " +
  "1,64g,qh 1,64h,qh 1,64i,qh 1,64j,qh 1,64k,qh 1,64l,qh 1,64m,qh 1,64n,qh 1,65c,qh 1,65d,qh 1,65e,qh " +
  "1,65f,qh 1,65g,qh 1,65h,qh 1,65i,qh 1,65j,qh 1,65c,qh 1,65d,qh 1,65e,qh 1,65f,qh 1,65g,qh 1,65h,qh " +
  "1,65i,qh 1,65j,qh 1,674,qh 1,675,qh 1,676,qh 1,677,qh 1,678,qh 1,679,qh 1,67a,qh 1,67b,qh 1,674,qh " +
  "1,675,qh 1,676,qh 1,677,qh 1,678,qh 1,679,qh 1,67a,qh 1,67b,qh 3,67k,qh 1,q9,qh 1,q4,qh 2,q9,n6 " +
  "1,q9,n6,qh 1,69c 1,69d 1,67k 1,67l 1,q9,qh 2,qh 4,67o,qh 1,qf,qh 1,q6,qh 2,qf,n6 1,qf,n6,qh 1,67m 1,67n " +
  "1,67o 1,67p 1,qf,qh 6,qh,lk,lc 1,qh,lk,ld 3,qh,n6 1,qh,lk,n6 1,6a8 1,6a9 1,67q 1,67r 7,qt,lk,lc " +
  "1,qt,lk,ld 1,qp,lv 2,qt,n6 1,qt,lk,n6 1,6ao 1,6ap 1,67u 1,67v 1,6at 6,67w,qh 1,qx,qh 1,r2,qh 2,qx,n6 " +
  "1,qx,n6,qh 1,67s 1,67t 1,67w 1,67x 1,qx,qh 8a,qx 4,2z 1,6d 7,6ku 1a,6ls 1,6lt 1,6lu 1,6lv 1,6lw 1,6lx " +
  "1,6ly 1,6lz 1,6m0 1,6m1 1,6m2 1,6m3 1,6m4 1,6m5 1,6m6 1,6m7 k,6mc mr,79s 1,79t 1,79u 1,79v 1,79w 1,79x " +
  "1,79y 1,79z 1,7a0 1,7a1 1,7a2 1,7a3 1,7a4 1,7a5 1,7a6 1,7a7 1,7a8 1,7a9 1,7aa 1,7ab 1,7ac 1,7ad 1,7ae " +
  "1,7af 1,7ag 1,7ah 1f5,8q8 1,8q9 1,8qa 1,8qb 1,8qc 1,8qd 1,8qe 1,8qf 1,8qg 1,8qh 1,8qi 1,8qj 1,8qk 1,8ql " +
  "1,8qm 1,8qn 1,8qo 1,8qp 1,8qq 1,8qr 1,8qs 1,8qt 1,8qu 1,8qv 1,8qw 1,8qx 1,8qy 1,8qz 1,8r0 1,8r1 1,8r2 " +
  "1,8r3 1,8r4 1,8r5 1,8r6 1,8r7 1,8r8 1,8r9 1,8ra 1,8rb 1,8rc 1,8rd 1,8re 1,8rf 1,8rg 1,8rh 1,8ri 1,8rj " +
  "1d,8rl 2,h7 1,5tp 1,hp 3,8rs 2,8ru 2,8rw 2,gh 1,hd 1,gg 1,gi 2,8s3 3,8s6 9,fz 1,g0 1,8sh 2,8sj 2,8sl " +
  "2,8sn 2,8sp 2,8sr 2,8st 2,8sv 2,8sx 2,8sz 2,8t1 2,8t3 2,8t5 2,8t7 2,8t9 2,8tb 2,8td 2,8tf 2,8th 2,8tj " +
  "2,8tl 2,8tn 2,8tp 2,8tr 2,8tt 2,8tv 2,8tx 2,8tz 2,8u1 2,8u3 2,8u5 2,8u7 2,8u9 2,8ub 2,8ud 2,8uf 2,8uh " +
  "2,8uj 2,8ul 2,8un 2,8up 2,8ur 2,8ut 2,8uv 2,8ux 2,8uz 2,8v1 2,8v3 2,8v5 2,8v7 9,8vg 2,8vi 5,8vn nym,wu9 " +
  "2,wub 2,wud 2,wuf 2,wuh 2,wuj 2,wul 2,wun 2,wup 2,wur 2,wut 2,wuv 2,wux 2,wuz 2,wv1 2,wv3 2,wv5 2,wv7 " +
  "2,wv9 2,wvb 2,wvd 2,wvf 2,wvh k,ww1 2,ww3 2,ww5 2,ww7 2,ww9 2,wwb 2,wwd 2,wwf 2,wwh 2,wwj 2,wwl 2,wwn " +
  "2,wwp 2,wwr 3s,x0j 2,x0l 2,x0n 2,x0p 2,x0r 2,x0t 2,x0v 4,x0z 2,x11 2,x13 2,x15 2,x17 2,x19 2,x1b 2,x1d " +
  "2,x1f 2,x1h 2,x1j 2,x1l 2,x1n 2,x1p 2,x1r 2,x1t 2,x1v 2,x1x 2,x1z 2,x21 2,x23 2,x25 2,x27 2,x29 2,x2b " +
  "2,x2d 2,x2f 2,x2h 2,x2j 2,x2l 2,x2n b,x2y 2,x30 2,5tl 1,x33 2,x35 2,x37 2,x39 2,x3b 5,x3g 2,h1 3,x3l " +
  "2,x3n 4,x3r 2,x3t 2,x3v 2,x3x 2,x3z 2,x41 2,x43 2,x45 2,x47 2,x49 2,h2 1,gs 1,gx 1,h8 1,h6 2,im 1,hz " +
  "1,il 1,xub 1,x4l 2,x4n 2,x4p 2,x4r 2,x4t 2,x4v 2,x4x 2,x4z 2,x3o 1,hu 1,5u6 1,x54 2,x56 7,x5d 6,x5j " +
  "2,x5l t,x6e or,3vk 1,3vl 1,3vm 1,3vn 1,3vo 1,3vp 1,3vq 1,3vr 1,3vs 1,3vt 1,3vu 1,3vv 1,3vw 1,3vx 1,3vy " +
  "1,3vz 1,3w0 1,3w1 1,3w2 1,3w3 1,3w4 1,3w5 1,3w6 1,3w7 1,3w8 1,3w9 1,3wa 1,3wb 1,3wc 1,3wd 1,3we 1,3wf " +
  "1,3wg 1,3wh 1,3wi 1,3wj 1,3wk 1,3wl 1,3wm 1,3wn 1,3wo 1,3wp 1,3wq 1,3wr 1,3ws 1,3wt 1,3wu 1,3wv 1,3ww " +
  "1,3wx 1,3wy 1,3wz 1,3x0 1,3x1 1,3x2 1,3x3 1,3x4 1,3x5 1,3x6 1,3x7 1,3x8 1,3x9 1,3xa 1,3xb 1,3xc 1,3xd " +
  "1,3xe 1,3xf 1,3xg 1,3xh 1,3xi 1,3xj 1,3xk 1,3xl 1,3xm 1,3xn 1,3xo 1,3xp 1,3xq 1,3xr fnl,2u,2u 1,2u,2x " +
  "1,2u,30 1,2u,2u,2x 1,2u,2u,30 1,37,38 1,37,38 d,12s,12u 1,12s,12d 1,12s,12j 1,132,12u 1,12s,12l sq,1ef5 " +
  "1,1ef6 1,1ef7 1,1ef8 1,1ef9 1,1efa 1,1efb 1,1efc 1,1efd 1,1efe 1,1eff 1,1efg 1,1efh 1,1efi 1,1efj 1,1efk " +
  "1,1efl 1,1efm 1,1efn 1,1efo 1,1efp 1,1efq 1,1efr 1,1efs 1,1eft 1,1efu xy,1fe0 1,1fe1 1,1fe2 1,1fe3 " +
  "1,1fe4 1,1fe5 1,1fe6 1,1fe7 1,1fe8 1,1fe9 1,1fea 1,1feb 1,1fec 1,1fed 1,1fee 1,1fef 1,1feg 1,1feh 1,1fei " +
  "1,1fej 1,1fek 1,1fel 1,1fem 1,1fen 1,1feo 1,1fep 1,1feq 1,1fer 1,1fes 1,1fet 1,1feu 1,1fev 1,1few 1,1fex " +
  "1,1fey 1,1fez 1,1ff0 1,1ff1 1,1ff2 1,1ff3 3t,1fiw 1,1fix 1,1fiy 1,1fiz 1,1fj0 1,1fj1 1,1fj2 1,1fj3 " +
  "1,1fj4 1,1fj5 1,1fj6 1,1fj7 1,1fj8 1,1fj9 1,1fja 1,1fjb 1,1fjc 1,1fjd 1,1fje 1,1fjf 1,1fjg 1,1fjh 1,1fji " +
  "1,1fjj 1,1fjk 1,1fjl 1,1fjm 1,1fjn 1,1fjo 1,1fjp 1,1fjq 1,1fjr 1,1fjs 1,1fjt 1,1fju 1,1fjv 4d,1fo7 " +
  "1,1fo8 1,1fo9 1,1foa 1,1fob 1,1foc 1,1fod 1,1foe 1,1fof 1,1fog 1,1foh 2,1foj 1,1fok 1,1fol 1,1fom 1,1fon " +
  "1,1foo 1,1fop 1,1foq 1,1for 1,1fos 1,1fot 1,1fou 1,1fov 1,1fow 1,1fox 2,1foz 1,1fp0 1,1fp1 1,1fp2 1,1fp3 " +
  "1,1fp4 1,1fp5 2,1fp7 1,1fp8 1d7,1h34 1,1h35 1,1h36 1,1h37 1,1h38 1,1h39 1,1h3a 1,1h3b 1,1h3c 1,1h3d " +
  "1,1h3e 1,1h3f 1,1h3g 1,1h3h 1,1h3i 1,1h3j 1,1h3k 1,1h3l 1,1h3m 1,1h3n 1,1h3o 1,1h3p 1,1h3q 1,1h3r 1,1h3s " +
  "1,1h3t 1,1h3u 1,1h3v 1,1h3w 1,1h3x 1,1h3y 1,1h3z 1,1h40 1,1h41 1,1h42 1,1h43 1,1h44 1,1h45 1,1h46 1,1h47 " +
  "1,1h48 1,1h49 1,1h4a 1,1h4b 1,1h4c 1,1h4d 1,1h4e 1,1h4f 1,1h4g 1,1h4h 1,1h4i 2cu,1jgg 1,1jgh 1,1jgi " +
  "1,1jgj 1,1jgk 1,1jgl 1,1jgm 1,1jgn 1,1jgo 1,1jgp 1,1jgq 1,1jgr 1,1jgs 1,1jgt 1,1jgu 1,1jgv 1,1jgw 1,1jgx " +
  "1,1jgy 1,1jgz 1,1jh0 1,1jh1 1,1jh2 1,1jh3 1,1jh4 1,1jh5 1,1jh6 1,1jh7 1,1jh8 1,1jh9 1,1jha 1,1jhb " +
  "gw1,20dc 1,20dd 1,20de 1,20df 1,20dg 1,20dh 1,20di 1,20dj 1,20dk 1,20dl 1,20dm 1,20dn 1,20do 1,20dp " +
  "1,20dq 1,20dr 1,20ds 1,20dt 1,20du 1,20dv 1,20dw 1,20dx 1,20dy 1,20dz 1,20e0 1,20e1 1,20e2 1,20e3 1,20e4 " +
  "1,20e5 1,20e6 1,20e7 o81,2oma 1,2omb 1,2omc 1,2omd 1,2ome 1,2omf 1,2omg 1,2omh 1,2omi 1,2omj 1,2omk " +
  "1,2oml 1,2omm 1,2omn 1,2omo 1,2omp 1,2omq 1,2omr 1,2oms 1,2omt 1,2omu 1,2omv 1,2omw 1,2omx 1,2omy 1,2omz " +
  "1,2on0 1,2on1 1,2on2 1,2on3 1,2on4 1,2on5 1,2on6 1,2on7";

/** TR39 prototypes (MA). */
export const CONFUSABLES =
  "y,13,13 3,56,1b,6f4 b,27 1,30 o,30 n,13 d,36,32 f,30 10,w 2,2r,mw 3,2h,mt a,jt 5,13 1,qk 3,18 e,1t,1x " +
  "1,1v,me 9,1w,mt 7,3c 1,27,mw e,2p,2t 1,2r,me 9,6pu,mt 6,17t 2,33,mw o,1w,mt 1,2s,mt 9,7o 1,7p b,20,mt " +
  "1,2w,mt a,2x 1,30,22 1,2x,2y c,30,53 1,30,53 1,24,mw 1,30,mw 4,he 3,13,32 7,5y 2,27,1x 1,33,2t g,bv " +
  "3,2c,mt 1,38,mt o,2u 1,2q,mt 1,13,1u 1,2q,lg 1,2q,lg 1,2q 3,1v,13 2,1w,mt 1,13,1w 2,2s,lg 1,2v 4,1y,me " +
  "1,2u,me 1,1z,13 3,30 1,30,mt 1,23,13 1,2z,lw 1,30,mt 3,26,me 1,32,mh 1,27,mt 1,27,13 1,33,13 3,13,28 " +
  "1,34,lw 1,2a 1,1e 5,13,2c 1,38,lw 1,2c,mg 5,13,2h 1,3d,lw 1,2i,mt 1,3e,mt 1,1f 4,1e,mt 1,1h 1,37 2,72 " +
  "1,30 1,30,30 2,x 1,1w,al 1,1w,am 1,2s,am 1,24,22 1,24,2y 1,30,2y 1,26,22 1,26,2y 1,32,2y 1,76 1,77 1,8c " +
  "1,8d 1,9a 1,9b 1,a4 1,a5 g,1z,mt 1,2v,mt 1,7y 1,7z a,1w,2i 1,1w,3e 1,2s,3e 2,83 9,27,mw,ld s,9u 1,bv " +
  "1,1f 6,1k 1,1k 1,2i,me 1,3e,me 1,5h 1,6d l,2r,mw 2,2c,mw 3,1r 3,2d,mt 2,1x,mw 1,2t,mw 1,22,mt 1,2y,mt " +
  "4,36,mt 1,2h,mt 1,3d,mt 2,2p 2,2q,lw 3,2s,mg 1,2s,lw 2,d9 1,d9,ke 1,x3n 5,2v,lw 1,2v 2,3d 3,2w,lw " +
  "2,2x,mt 1,2x 1,2x 1,30,ms 2,30,mg 1,30,f1 1,3b 2,36,32,me 2,32,mg 2,33,mt 1,33,5qf 6,36,mh 1,36,mg " +
  "5,37,mg 9,39 4,3d 1,3e,mg 2,f1 2,1r c,35,lw 3,2s,3e 1,2s,f1 1,2s,i9 1,38,37 1,38,hv 1,38,gl 1,2u,97 " +
  "1,30,37 1,30,3e 8,4xg 6,13 1,13,13 1,13 1,13 1,13 1,13 1,121 3,1o 1,1q 1,2m 2,2m 2,13 2,13 1,13 5,1m " +
  "3,121 4,19 1,jr 1,1v5 1,4w 1,2x 1,3i 1,13,13 4,4xf 1,4xh 2,jl a,13,13 6,13 2,13,13 2,1m 3,kq a,lg 7,li " +
  "1,19s 3,li,lj 1,le 4,lv 2,18w 9,mp 1,me 1,mg 5,me f,mt 1,mw 2,me 7,lc 1,ld 1,lf 1,lv 2,mg 2,mr g,nk 1,lj " +
  "e,lm 8,li 2,8s5 4,13 1,jz 1,t4 1,5qm 3,2x 1,gk 2,x1b 1,1n 1,22 5,13 3,53 a,1t 1,1u 3,1x 1,2i 1,20 " +
  "1,27,mt 1,30 1,23 1,g5 1,25 1,26 2,27 2,28 2,bt 1,2c 1,2h 2,2g a,2p 1,67 1,3d 1,61r 1,x3n 2,32,mh " +
  "1,27,mt 1,2x 1,8o 3,3a 2,33 2,34 2,33 1,5qz 1,39 1,hk a,67 1,27,mt 1,2h 3,hk 1,qo 5,qq 1,1y c,1e 1,bs " +
  "7,8o 1,34 1,2r 1,2y 1,27,mt 1,x3n 2,66 1,72 1,1v 1,25 3,au 2,x1a 5,x3m 1,2b 1,30 2,22 8,1t 1,2q,lg 1,1u " +
  "1,pf 2,1x 2,1f 2,st 1,23 1,g5 1,25 1,20 1,27 1,ps 1,28 1,1v 1,2c 1,2h 1,py 1,2g 6,2q,30 1,2q 2,30,27 " +
  "2,2p 1,1i 1,ih 1,36 2,2t 2,gs 1,5qm 2,8o 2,i5 1,ik 1,33 1,qo 1,34 1,2r 1,5qz 1,3d 1,hk 1,3c 5,jt,2q " +
  "1,at,2x 1,at 3,5qx 5,x3n 1,37 1,2x 2,2y 3,2w,mt 2,u1 4,3b 1,2q,mt 1,2q,mt d,q0 1,qw 1,27,mt 1,33,mt 1,2e " +
  "1,3a 7,v4,w6,w7 1,3b,w6,w7 d,st,me 1,u1,me 1,2q,mt 1,2q,mt 3,pf,13 1,36,13 1,pf,mt 1,36,mt 3,t2,mh " +
  "1,ty,mh 1,1f,me 1,gs,me 1,23,mh 1,8o,mh 3,23,mt 1,8o,mt 3,20,mh 1,ik,mh 7,1v,me 1,2r,me 1,2c,mh 1,5qz,mh " +
  "1,2h 1,3d 1,2h,mt 1,3d,mt 1,2g,mh 9,2w 2,2t 1,xo,mg 1,2t,mg 1,30 5,g5,me 1,u3,me 1,20,me 1,ik,me 1,20,me " +
  "1,ik,me 1,xi 1,xj 1,25,me 1,i5,me 1,2x 5,1t,1x 1,2p,2t 3,b3 1,d9 7,1f 1,f1 7,27,mt 1,33,mt o,2s 9,dy " +
  "2,1z 1,gy 3,b4 1,x3n a,35 1,2f 1,3b u,3ou 9,3k6 6,3s3 2,3mp 1,2d 2,2b 4,py 2,27 5,13 3,13 4,3b 2,35 3,35 " +
  "8,61r 2,2w 5,fr 3,32 2,hc 2,32 1,39 4,2v 3,2u 1,33 2,12d,136 2,1m j,ld 1,ld 7,13u 4,13t 5,13q 1,13s 1,lm " +
  "5,mb 5,lj 1,lj 6,30 1,lj 1,lj 1,1m 1,lj 1,mb g,30 3,3a 1,13 6,30 2,33 f,30,30 1,30,13 1,13,13 1,13 " +
  "1,13,13 l,56,1b,6f4,6f4 1,56,1b,6f4,6f4,6f4 3,18 2,189 9,ld 1,lv 1,18w 9,30,19w 1,18o,19w 1,30,191 " +
  "1,18p,19w 1,30 4,18p,1cr 9,183,1cr 9,18p,le 2,18p,1cr 8,33 3,18p 1,ln 3,ld 1,lv 3,lm 1,lf 3,mh 1,lu 1,li " +
  "1,lg 1,li 1,le 1,mb 1,lw 2,191 1,1a 1,30 4,33 2,2e 1,g5 2,56,1b,6f4 1,18 1,170 1,16 1,18p 1,1b5 3,30,19w " +
  "1,30,191 2,30,19w 1,18o,19w 1,18o,lv,19w 1,18p,19w 1,18p,179 5,18p,1cr 3,17x,190 4,17x,1cr 3,17z,179 " +
  "3,1ai,179 3,17z,1cr 3,181,179 1,181,li 6,181,1cr 6,185,1cr 1,187,1cr 5,1b5,1cr 3,18h 1,1b5,1cr 1,18j " +
  "1,18j 3,18j,1cr 7,1bj,1cr 1,18k,li 2,18k,1cr 3,18p 1,18p,179 2,18p,1cr 1,33 3,33 1,1c0 1,17t 3,18o,li " +
  "1,18o,lv 1,18o,19s 1,18o,le 2,18o,1cr 1,18p 2,18p,li 2,1a3 1,18p,1cr 1,18p 2,19 1,33 a,lm 9,li,lj 4,lj " +
  "2,17z,le 1,181,le 1,1a 1,30 1,19e 1,19f 1,19g 1,33 1,19i 1,2e 1,g5 1,19l 4,17l,nc 1,18l,nc 1,33,le 2,1a " +
  "1,1a 1,1m 1,1m 1o,lj 1,lj 1,1fg 5,ld a,17s,1cr 5,18p,li c,1bg 1,18j,1cr 4,1g4 1,18m,179 1,18m,li " +
  "3,181,190 5,1av,179 1,17x,190 c,183,le 1u,27 a,30 x,lg 2,lj 1,le 5,lk 1,13 1,13 5,2n 4n,17s,190 " +
  "3,1b6,1cr 3,18l,1cr 1,18p,190 1,1g4 5,17z,mc,mb 1,185,mc,mb 1,1bj 1,18o 1,182,le 4,17s,1cy 1,18p,1cr,1cy " +
  "2,181,li,lj 1,18p,li,lj 1,1b5 1,1b5 1,18p 14,18s 3,18s 2,lj 1,lk 2,mb 1,mc 2,ln 1,18s 1,18t 1,lv 5,nk " +
  "1,no 1,np 5,nk 1,nm 1,li,lj 1,lj 1,1m 1,1s5,1ty 2,1s5,1tq 2,1tc,1u5,1s7 5,1sf,1tx 1,1sf,1ty 2,1sf,1tz " +
  "1,1s5,1u1 1,1s5,1tq,1ty 1,1s5,1tq,1tz 1,1s5,1tq,1u0 14,mb m,mp 1,lc 1,ld h,1us,1us 1,33 1,19l m,1r " +
  "4,li,lj 5,1vp,1xa 1i,mb 10,1vv,1xf 1,1vv,1xf 5,27 4,1k 3,1l l,lj 1,1vn 3,1z9,20u 1,22a,20v 1,22a,20w " +
  "1,22b,20x 1,22b,20y 5,22a,213 1,1z9,214 4,1z9,218 14,mb f,1ty 2,1u5 p,33 1,1l 3,1k n,li,lj 1,lj 1,1m " +
  "3,22t,24e 7,22t,24l 2,22t,24n 1,22t,24o 1,22t,24e,24l 2,22t,24e,24n 1,22t,24e,24o 14,mb 1,1tp 4,1tt " +
  "1,1tu b,1u5 p,33 2,1uw 1,1ux 1,1uy 4,1v2 2,1v4 h,li,lj 2,1k 3,26d,27y q,27 s,mb 16,27 2,1l q,lm " +
  "8,2a1,2b7 i,2a8 k,2a0 e,2a0 a,2ax 2,2bq,2a0 1,2br,2a0 1,2bq,2b7 1,lj a,2b7 f,33 1,2ad 1,2a1 2,2ai " +
  "1,2a0,2bl 1,2ai,2bl 1,2a6 1,29x 2,2b3 2,2ai,2bm 2,2b2,2bk 1,2cz 2,2a6,2b9 1,2bb 2,2aw,2bk 6,li,lj 2,33 " +
  "1,1vn g,2du,2fp 1,2du,2fg c,2eo,14s 2,2e9,mb 3,2ef,14s 8,2ek,mb 1,2et,2f5 9,2et,mb 2,2et,2f2 9,2f5,2f2 " +
  "2,2f7,2f2 s,2dn,2f2 1,2do,2f2 5,33 r,li,lj 1,33 1,1vn 2,2dh 1,2di 1,2dj b,2du 1,2du,2fp 1,2du,2fg 8,2e4 " +
  "2,2e6 5,2eb c,2en 2,2ep 1,2eq 1b,2h8,2im 5,33 1,2g7 1,2g8 7,2gf i,li,lj 1,33 1,1vn 5,2kn,2mv 1,2a1 " +
  "1,2a1,2mv 2,2lk,2m9 4,2ku,2me 3,2ky,2m6 1,2ky,2mv 5,2lk,2m9 3,2a8 4,33 3,2ar e,2ls 3,2b8 2,2ba 4,2an,2bj " +
  "5,2bj 1,2bj 2,2m9 1,2m9 5,2me,2me 6,1v5 c,2lk,2ml,2lq 5,33,2ls,33 2,2la 5,33 4,2ls,2ml 1,2li,2ml,2ls " +
  "1,2lk,2ml,2lk 1,1l 1,2lx,2ml,2ls 1,2lk,2ml 7,2m1,2ml,2lq 3,2lk,2m9 2,2lk,2ml 1,2ls,2ml 6,33 1,1vn " +
  "2u,2qw,2q7 1,2oy 1,2pb 4,2qw,2qb k,2rm 8,2ru 4,2ry 5,2ro 1,2ro 2,2s1 a,2rq 5,2sg d,lm,2sy e,2tc,2tc " +
  "4,2sy 8,lm 3,33 1k,2rs 5,2si d,2sa 1,2sb 2,2sd 1,2se 1,2sf k,lm,2wi 5,2t4 1,2t5 f,2tk 1,2tl 1,2tm 1,2tn " +
  "2,lm 3,33 c,2wb,2vt 1,2wb,2w1 z,31k,324,326 2,31c,31w,32a,327 1,31c,31w,32a,2z8 9,2yz 2,2z1,2z1 " +
  "d,2ze,2ze 3,2zh,2zh 1,2ze,2zh o,md 1f,31e d,33m,31t,328 2,33n,31t,328 2d,2zh,2ze 7,ggg 1,ggd 16,35u,370 " +
  "g,33,370 d,33 2,36d,370 a,36m,37g 1,36m,37g,375,370,37e c,lm 2,1vn 8,33 b,37u,37u q,37l 1,36d,37i " +
  "9,36d,370,37i 1,35v,37i e,399,37i 3,35u,37i t,39f,lm 2,x3a 1z,3d c,f1 c,33 2,3cw,3cw 3,3cz,3cz 4,3d3,3d3 " +
  "2,3d5,3d5 3,3d8,3d8 6,3cy,3cw 1,3cy,3cy 1,3cy,3cz 1,3cy,3d3 1,3cz,3cw 1,3d1,3cy 1,3d1,3d1 1,3d1,3de " +
  "1,3d1,3d7 1,3d2,3d3 1,3d2,3d7 1,3d3,3cw 1,3d3,3cy 1,3d3,3cz 1,3d3,3d5 1,3d3,3d5,3cw 1,3d3,3d5,3cz " +
  "1,3d3,3d5,3d3 1,3d3,3d5,3d5 1,3d3,3d5,3d8 1,3d3,3d8 1,3d3,3da 1,3d3,3dc 1,3d3,3dd 1,3d3,3d7 " +
  "1,3d3,3d3,3d7 1,3d5,3cw 1,3d5,3cy 1,3d5,3cz 1,3d5,3d1 1,3d5,3d2 1,3d5,3d3 1,3d5,3d3,3cw 1,3d5,3d5,3d5 " +
  "1,3d5,3d7 1,3d5,3d8 1,3d5,3da 1,3d5,3db 1,3d5,3dc 1,3d5,3dd 1,3d1,3de 2,3ek,3ek 2,3em,3em 2,3d7,3cw " +
  "1,3d7,3cz 1,3d7,3d2 1,3d7,3d3 1,3d7,3d5 1,3d7,3eo 1,3d7,3d7 1,3d7,3d8 1,3d7,3da 1,3d7,3dc 1,3d7,3dd " +
  "2,3d8,3d7 2,3f2,3f2 2,3f4,3f4 1,3da,3db 1,3da,3de 3,3dd,3d3 1,3dd,3d7 1,3de,3de 2,3cw,3cz 1,3cy,3d5 " +
  "1,3cy,3d8 1,3cy,3de 1,3cz,3d1 4,3fl,ffs 2,3fn,ffs 2,3fp,ffs 2,3fr,ffs 2,3ft,3fl 1,3ft,3fl,ffs 1,3ft,ffs " +
  "3,3fy,3fp 1,3fy,3fp,ffs 1,3fy,ffs 2,9oc 1,9oc,ffs 1,ffs 1,3fl,3ft 1,3fl,3fy 1,3fn,3ft 1,3fn,3fx " +
  "1,3fp,3ft 1,3fp,3fy 1,3fp,9oc 1,3fr,3ft 1,3fr,3fy 1,3ft,3fp 1,3ft,3fp,ffs 1,3ft,3fr,ffs 1,3ft,3ft " +
  "1,3ft,3fy 1,3fx,3fn 1,3fx,3fn,ffs 1,3fx,3fn 1,3fx,3ft 1,3fx,ffs 1,3fy,3fl 1,3fy,3fl,ffs 1,3fy,3fp,9oc " +
  "1,3fy,3fr,ffs 1,3fy,3fy 1,3g2,3fl 1,3g2,3fp 1,3g2,3fp,ffs 1,3g2,3fr 1,3g2,3fr,ffs 1,3g2,3fy 1,3g2,ffs " +
  "1,9oc,3fy 1,9oc,9oc 1,9oc,ffs,3fy 1,ffs,3fl 1,ffs,3fn 1,ffs,3ft 1,ffs,3fy 1,ffs,9oc 1,ffs,3ha 2,3ha,3fp " +
  "1,3ha,3fy 1,3ha,ffs 1,3ha,3ha 1,3fl,9oc 1,3fn,3fy 1,3fr,3fn 1,3ft,3fn 1,3ft,3fn,ffs 1,3cw 1,3cw,3cw " +
  "1,3cw,3d5 1,3cy 1,3cy,3d8 1,3cy,3de 1,3cz 1,3d1 1,3d1,3cw 1,3d1,3d2 1,3d1,3d3 1,3d1,3d5 1,3d1,3dc " +
  "1,3d1,3dd 1,3d1,3de 1,3d2 1,3d3 1,3d3,3d5 1,3d5 1,3d5,3d5 1,3d7 1,3d8 1,3da 1,3db 1,3dc 1,3dd 1,3de " +
  "1,3cw,3d1 1,3cw,3d5,3cw 1,3cy,3cw 1,3cy,3cz 1,3cy,3d5 1,3cy,3eo 1,3cy,3dc 1,3cz,3cw 1,3cz,3d1 " +
  "1,3d1,3cw,3d5 1,3d1,3cy 1,3d1,3cz 1,3d1,3cz,3de 1,3d1,3d1 1,3d1,3d2,3cw 1,3d1,3d2,3d5 1,3d1,3d3,3d5 " +
  "1,3d1,3d3,3de 1,3d1,3d3,3d7 1,3d1,3d5,3d5 1,3d1,3eo 1,3d1,3db 1,3d1,3fd 1,3d2,3cw 1,3d2,3d1 1,3d2,3d3 " +
  "1,3d2,3d5 1,3d2,3d5,3d5 1,3d2,3eo 1,3d2,3da 1,3d2,3de 1,3d2,3d7 1,3d3,3d1 1,3d3,3dd 1,3d3,3de 1,3d3,3d7 " +
  "1,3d5,3cw 1,3d5,3cz 1,3d5,3d1 1,3d5,3d3 1,3eo 1,3d7,3cw 1,3d7,3cw,3cw 1,3d7,3d7 1,3d7,3db 1,3f0 " +
  "1,3d7,3d5 1,3d7,3eo 1,3dd,3d3 1,3dd,3d7 1,3de,3cy 1,3de,3d1 1,3de,3d2 1,3de,3d3 1,3fd 1,3cw,3cy " +
  "1,3cw,3d3 1,3cw,3da 1,3cw,3db 1,3cw,3de 1,3cy,3cy 1,2d z,hc t,py w,11k 1g,12p 1o,27 5s,1w 1,2a 1,2c " +
  "2,27,13 1,2x 3,8s5 1,2h 1,1t 1,22 1,1x 2,1r 2,8s5 1,pf 2,2f 4,25 4,20 2,2h 1,27,mt 1,bv 1,1z 2,2w 1,2i " +
  "4,v4 4,b4 1,2d,mt 2,1g 1,2q 3,2a 2,2f 1,2b 4,2e 1,2b 4,24 1,1v 3,28 4,23 1,2s 4,27,mt 3,1i 2,67 2,2w,lw " +
  "1,1z 1,1u 7,gy 1,ih 4,1p 3,pg 9,53,3y9 1,3y9,53 1,53,pg 1,pg,53 1,53,3yc 1,3yc,53 1,53,3yd 1,3yd,53 " +
  "1,53,3ye 1,3ye,53 2,53,3yi 1,3yi,53 1,53,3yj 1,3yj,53 d,53 4,3y9,3z4 1,pg,3z4 1,3yd,3z4 1,3yi,3z4 1,2e " +
  "2,g5 2,1q 4,53,1q 1,1o 2,53,2e 1,2e,53 1,53,g5 1,g5,53 1,53,3zm 1,3zm,53 1,53,1q 1,1q,53 1,53,3zo " +
  "1,3zo,53 1,53,1o 1,1o,53 1,53,3zt 1,3zt,53 3,13 2,2d 2,11k 6,53,40g 3,53,2d 1,2d,53 1,53,11k 1,11k,53 " +
  "1,53,40f 1,40f,53 1,53,40g 1,40g,53 1,53,40h 1,40h,53 1,53,40l 1,40l,53 1,53,40m 1,40m,53 3,2d,13 " +
  "1,11k,13 1,40g,13 1,40l,13 3,28 2,2s 3,2q 1,2q,lj 1,53,417 1,417,53 1,53,28 1,34,53 1,53,41a 1,41a,53 " +
  "1,53,2s 1,2s,53 1,53,41c 1,41c,53 1,53,2q 1,2q,53 1,53,2q,lj 1,2q,lj,53 4,417,13 1,28,13 1,2s,13 1,2q,13 " +
  "5,22 5,53,421 1,421,53 1,53,423 1,423,53 1,53,424 1,424,53 1,53,22 1,22,53 1,53,426 1,426,53 1,53,428 " +
  "1,428,53 1,53,429 1,429,53 6,pf 5,24 2,53,42r 1,42r,53 1,53,pf 1,pf,53 1,53,42u 1,42u,53 1,53,42v " +
  "1,42v,53 1,53,42w 1,42w,53 1,53,24 1,30,53 1,53,42z 1,42z,53 6,1e a,53,43k 1,43k,53 1,53,43r 1,43r,53 " +
  "1,53,43s 1,43s,53 3,3z5 b,53,443 1,443,53 1,53,445 1,445,53 1,53,446 1,446,53 1,53,447 1,447,53 1,53,448 " +
  "1,448,53 1,53,44a 1,44a,53 1,53,44b 1,44b,53 d,53,44t 1,44t,53 1,53,44v 1,44v,53 1,53,44w 1,44w,53 " +
  "1,53,44x 1,44x,53 1,53,44y 1,44y,53 1,53,450 1,450,53 1,53,451 1,451,53 9,45n,1o 1,45n,40l 1,45n,2q " +
  "1,45n,428 8,53,45s 1,45s,53 1,53,45t 1,45t,53 1,53,45u 1,45u,53 1,53,45v 1,45v,53 1,53,45w 1,45w,53 " +
  "1,53,45x 1,45x,53 1,53,45y 1,45y,53 b,53,1g 1,1g,53 1,53,46g 1,46g,53 1,53,46h 1,46h,53 1,53,46i " +
  "1,46i,53 1,53,46j 1,46j,53 1,53,46l 1,46l,53 1,53,46m 1,46m,53 4,3zd 1,3c d,53,47g 1,47g,53 c,53,47u " +
  "1,47u,53 c,53,487 1,487,53 e,61r 5,20 1,3c 1,47k,418 1,47k,28 1,47k,41a 1,47k,2s 1,47k,41c 1,47k,2q " +
  "1,47k,2q,lj 1,47k,41v 2,2a 7,49h,422 1,49h,423 1,49h,424 1,49h,22 1,49h,426 1,49h,428 1,49h,429 r,2q " +
  "5,1y 1,6k2 2,x6j d,8rz 1,1t p,1w c,1w 5,v4 1,25 7,1u b,428 1,421 1,443 3,44a r,477 1,47a 1,47e a,c1 1,q1 " +
  "5,c1 1,q1 1k,2g 1,3c 1,47k,417 1,49h,421 1,49i,423 1,49i,424 1,49i,22 1,49i,426 1,49i,428 1,49i,429 " +
  "1,49z,53 1,4a0,53 1,4a1,53 1,4a2,53 1,4a3,53 1,4a4,53 1,4a5,53 3,w 1e,1o 5,2g a,30 1,4hp a,13 9,23 1,25 " +
  "2,q0 9,4ho a,53 1,1m 1,17 3,py 1x,1b 32,4o2 k,2t0 1,2t1 1,2t2 1,2t3 c,lm 5,2tk 8,lm 1,2sv 1,2u2 4,2tr " +
  "1,2u3 15,1m 6,1m 24,4s5 1t,4t8 t,53,4vl 3,53,4vo 3,53,4vs 9,53,4w0 4,53,43m 1,43m,53 1,53,43n 1,43n,53 " +
  "1,53,43o 1,43o,53 1,53,43p 1,43p,53 1,53,477 1,53,47a 1,53,47b 1,53,47c 1,53,47d 1,53,47f 8,4xh " +
  "1,4wv,3z2 1,3z2,4wv 3,477,53 3,47y,53 1,486,53 1,48b,53 3,492,53 2,49j,53 3,v4,53 3,4c4,53 2,4d7,53 " +
  "66,526 1,52p 4v,56t g,56t p,59k,59k 2,59m,59k 9,1cr 3,mg 4b,5cd 1,5ch 5,5d4 4,5e8 3,5em,5em 65,5kr,5kr " +
  "1v,5mm,5mm 29,le 2,lg 1,13,13 2,mj 3,mm 1,ml 1,lq 2,mh 1,mb 1,mc f,ly n,2r 4,gs 3,8o 2,i5 2,33 1,gk 1,33 " +
  "3,d9,33 8,39 4,3a 1,3b 1,3e 2,bs 2,36 1,i4 1,qo 1,5qw 2,u3 j,4wm k,56 p,39,2t 3,2u,ms 1,36,32,ms 1,32,ms " +
  "2,36,ms 1,hq,ms 1,37,ms 1,38,ms 1,3e,ms 2,5ro 3,2x,mt 1,2x,mt 1,34,mt 1,39,mt 1,i2,mt 4,2v 9,3d 4,gb " +
  "f,5sb 3,5sd o,4wk 1,4ee 1f,92k 2d,xu9 2f,61v 3,2u 2q,3d 3i,6b8 1s,13 1,2x 1,13 1,3i 1b,13 7,3xr 7,13 " +
  "1,13 2,w 1,w 1,w 1,w 1,w 1,w 1,w 1,w 1,w 1,w 1,w 6,19 1,19 1,19 1,19 1,9oc 1,9oc 1,30,30 2,13 1,13 1,18 " +
  "1,13 1,13,13 1,13,13 2,13,13 3,53 2,1a 1,1a,1a 1,1a,1a,1a 1,53 1,w 1,w 6,w 1,56,1b,6f4,6f4 " +
  "1,56,1b,6f4,6f4,6f4 1,13 1,13,13 1,13,13,13 1,13 1,13,13 1,13,13,13 2,1o 1,1q 2,x,x 2,jt 3,1b 2,19 1,1b " +
  "3,1r,1r 1,1r,x 1,x,1r 5,16 4,56,1b,6f4 1,3i 4,13,13,13,13 3,1m 3,8yf 1,8xu 1,w h,56 9,x2o 14,1v,6i3 3,4j " +
  "1,36,32,mw 3,2a,37 1,2f,mt 2,2s,mt,mp 1,x3m 1,23,mt 1,2c,6i3 8,30,38 7,11w u,1cr 11,2p,1b,2r 1,2p,1b,37 " +
  "1,1v 1,4w,1v 2,2r,1b,33 1,2r,1b,39 1,b4 1,tp 1,4w,1y 1,2v 1,20 1,20 1,20 1,2w 1,2w,mt 1,30 1,30 1,24 " +
  "1,30 2,26 1,26,33 3,28 1,29 1,2a 1,2a 1,2a 4,2c,1x,24 3,2i 2,q1 1,c1 1,2i 1,hr 1,23 2,1u 1,1v 1,2t 1,2t " +
  "1,1x 1,1y 2,25 1,33 1,15c 1,15d 1,15e 1,15f 1,2x 2,1y,1t,2g 1,qo 1,3d 1,pf 1,ps 1,bt 1,wko 1,wl2 1,20hs " +
  "2,1w 1,2s 1,2t 1,2x 1,2y n,30 1,30,30 1,30,30,30 1,30,2e 1,2e 1,2e,30 1,2e,30,30 1,2e,30,30,30 1,30,2g " +
  "1,2g 1,2g,30 1,2g,30,30 1,24 1,1v 1,1w 1,25 1,2x 1,2x,2x 1,2x,2x,2x 1,2x,3a 1,3a 1,3a,2x 1,3a,2x,2x " +
  "1,3a,2x,2x,2x 1,2x,3c 1,3c 1,3c,2x 1,3c,2x,2x 1,30 1,2r 1,2s 1,36,32 4,au 1,gk d,4i7 4,4iw w,6nm 5,2q6m " +
  "4,4ii 1,4i8 1t,8rz 3,b2 3,pg 9,ps 2,bt 1,19 2,17,lj 1,1b 1,2k 1,16 1,4w 1,53 5,33,33 5,30 2,30,30 3,3a " +
  "1,11k 1,2d 1,hv 1,hv,hv 1,hv,hv,hv 2,6r2,6r2 1,6r2,6r2,6r2 6,1m 2,19,lj 4,3i k,1p,lj 1,1p,lj,mb 6,1p,lm " +
  "2,1p,le 1,1p,li 4,1p,ob 5,6sh 7,1o,1o 1,1q,1q n,40l 1,40g i,1f3c 1,27,mt 3,ig 4,27,mt 7,2c 1,wk5 r,6qv " +
  "1,3a 1,11k 1,2d 1,4ik 1,53 3,4im e,1o,53 1,53,1q 1,1o,1o,1o 1,1q,1q,1q l,8yf 1,53,53,53 5,x3n b,1x 1,6px " +
  "11,6xw 4,7sc 1,7sd n,9j0 o,pg,mq 1,4ik,mq 2,4w,mq 3,6u3 2,2c,lk 1,6pz,lk 1,6va,lk 1,4w,lk 1,17t 3,3i,lk " +
  "1,3zp 2,6pz,ms 1,27,mt 7,2x 1,34 1,qx 1,2p,mq 1,x3n,mq 1,2x,mq 1,qx,mq 1,2p 5,4hp t,ffs 3,ffs 3,ffs " +
  "3,ffs 5,ffs 4,ffs j,6z9 1,6z2 1,6yz 3,6zx y,6f5,6f4 k,73v 1,30 1,7jy 24,2k,2k m,7sw 1,7sx 1,7sy 1,7sz " +
  "1,7t0 1,7t1 1,7t2 1,7t3 1,7t4 1,7t5 b,14,30,15 1,14,1e,15 1,14,1f,15 1,14,1g,15 1,14,1h,15 1,14,1i,15 " +
  "1,14,1j,15 1,14,1k,15 1,14,1l,15 1,14,30,27,15 1,14,30,30,15 1,14,30,1e,15 1,14,30,1f,15 1,14,30,1g,15 " +
  "1,14,30,1h,15 1,14,30,1i,15 1,14,30,1j,15 1,14,30,1k,15 1,14,30,1l,15 1,14,1e,27,15 1,30,1a 1,1e,1a " +
  "1,1f,1a 1,1g,1a 1,1h,1a 1,1i,1a 1,1j,1a 1,1k,1a 1,1l,1a 1,30,27,1a 1,30,30,1a 1,30,1e,1a 1,30,1f,1a " +
  "1,30,1g,1a 1,30,1h,1a 1,30,1i,1a 1,30,1j,1a 1,30,1k,1a 1,30,1l,1a 1,1e,27,1a 1,14,2p,15 1,14,2q,15 " +
  "1,14,2r,15 1,14,2s,15 1,14,2t,15 1,14,2u,15 1,14,2v,15 1,14,2w,15 1,14,2x,15 1,14,2y,15 1,14,2z,15 " +
  "1,14,30,15 1,14,36,32,15 1,14,32,15 1,14,33,15 1,14,34,15 1,14,35,15 1,14,36,15 1,14,37,15 1,14,38,15 " +
  "1,14,39,15 1,14,3a,15 1,14,3b,15 1,14,3c,15 1,14,3d,15 1,14,3e,15 3,4p d,6jb 2,4u k,79a f,2q6l m,9oc " +
  "1,9oc 2,7b6 c,7bg k,7bw 26,1b 2,2g l,6q6 8,7f0 4,jt 3,7fa 6,7fc 3,6q6 h,739 2,pg 4,6ur 1,7g6 2,7g6 " +
  "3,1f3w 4,6uq 6,4ik 3,4ik 1,4w 3,6ym i,6xe 6,4w z,ig 7,7fl l,1ggu b,8ty 8,70o m,6rz k,4ik 7,2jx4,2jxh " +
  "1,2jx4,2jxh,2jxq 1u,1v4 58,14 1,15 5,1o 1,1q 3,14 1,15 1,3f 1,3h w,17 1,19 1,6v 17,wk5 6,2k,40l 1,40g,1b " +
  "2,1b 2,2k c,2c f,7sc 1,7sd 8y,3c 1,3c 1j,4i8,4ii 2,6o3,6o2 9,4i8,6o2 1,6o3,4ii 16,8xu n,6yx e,6ym 6,9j0 " +
  "1,6yq 2,6yj f,1f40 3,87u r,1m,6mq 1,2k 1,1b,lg 2,1b 1,2k 7,ig 1,1f3c 1,6tz 1,6tp 1,6tq 1,6tv 1,6tw " +
  "6,hv,hv,hv,hv h,4im 3,1q,1q 1,4ii 1,17,lm 1,17,le 1,17,lf 1,17,mb 1,17,mo 1,17,6f6 2,19,lv 1,19,mb 5,3c " +
  "1,3c,lj d,6xl 1,8bj 1,6q8 17,3i,lj 4,1p,6i8 6,1m,1m,1p 1,1p,1p 1,1p,1p,1p 1b,1q,1o 5,4b9 1,4b6 " +
  "18,40g,40l 10,1b,1b,1b 2,1b,1b 6n,6n2 1,6n3 1,6n4 1,6n5 3c,20,mh 2,23,mh r,pf 1,36 1,pg 2,x3m 1,x3n 5,20 " +
  "4,30 2,23 1,8o 1,qj 2,25 2,26 4,27 1,33 1,ps 2,28 1,34 1,1v 1,2r 1,2c 2,2h 2,py 1,hk 1,2g 1,qv 1,q0 3,qx " +
  "3,1o,53 6,19 2,tk 1,ug 9,1b 4,1l 2,1f 1,f1 3,24 1,in 1,1i a,rw 8,rb 5,7jb g,2k,2k 1k,27,mt 6,g5 1,2e " +
  "1,1x 1,b2 7,27,mw 7,53,53,53 1,bt 6,30 2,x 3,27 1,29 4,ig 4,2g 3,pg 3,4j3 3p,5wf 2,lm 3,o8 2,of 7,o3 " +
  "1,o4 z,19,lk 4,3i,lj 1,3i,mb 7,40l 1,40g 1,14,14 1,15,15 1,6r9 1,6r8 1,6rb 2,17j 2,4w 1,53 1,170 3,17f " +
  "4,61r 4,8xu 2,52 1,1p 1u,fh7 1,fh6 2,fjv 4,g76 2,aim 3,g1s 1,i77 1,i76 2,ik3 1,inu 1,itt 2,ix0 1,b96 " +
  "1,jf0 1,jzp 2,k4h 3,l8a 1,lal 1,lch 1,ldh 1,ldm 1,m7g 1,mjv 2,ffw 2,mnh 3,p5e 2,ny3 2,oop 2,p5f 1,p5e " +
  "7,paa 1,pds 4,prt 1,prt 1,prt 1,qj2 1,qxw 1,r5s 1,r5r 1,r7l 3,rkw 1,rvh 2,sbq 1,sdy 1,sdy 2,tnh 1,tc5 " +
  "1,tiv 1,tiw 1,tj3 1,tm0 2,tnh 2,tw2 1,u06 1,u45 1,u6m 1,u72 1,u73 2,u74 1,uar 2,ui4 2,unw 1,uws 3,vc6 " +
  "1,vd0 2,k21 1,vgw 1,l7z 1,vi7 1,o9o 1,vix 2,fi8 1,vj3 d,9oc 1,ffs 1,2k 1,1b 1,fh5 1,fid 1,fik 1,fj4 " +
  "1,fju 1,g1r 1,g2t 1,g2z 1,g3m 1,g46 1,g4r 1,g68 1,g6t 1,g74 1,gbf 1,ge1 1,get 1,gey 1,gfs 1,gg1 1,ggs " +
  "1,gh5 1,ghu 1,gja 1,gjs 1,gkj 1,gkj 1,h7j 1,h7j 1,hky 1,hl6 1,hlh 1,hlz 1,ho3 1,i1c 1,i2o 1,i60 1,i6n " +
  "1,i76 1,i7s 1,i9a 1,i9d 1,ijf 1,ijp 1,ik1 1,ike 1,inm 1,inu 1,inz 1,ir8 1,iri 1,irv 1,is3 1,its 1,iu9 " +
  "1,iur 1,iwz 1,jd4 1,jee 1,jez 1,jzj 1,jzo 1,k1z 1,k2f 1,k2s 1,k3d 1,k4g 1,k4l 1,kc0 1,kco 1,kdk 1,l5s " +
  "1,l7m 1,l89 1,l9v 1,laj 1,las 1,laz 1,lcf 1,lck 1,ldg 1,m7f 1,mju 1,mk6 1,mkb 1,mkf 1,mkn 1,ml5 1,ml7 " +
  "1,mng 1,mtg 1,mtl 1,n30 1,n3a 1,n4o 1,n4v 1,n54 1,n5c 1,n7v 1,n82 1,nee 1,nel 1,nfy 1,ngf 1,nhq 1,nob " +
  "1,noi 1,noz 1,ny2 1,o1k 1,o1q 1,o6s 1,o97 1,oah 1,okz 1,ooo 1,p4m 1,p5d 1,p6y 1,p8d 1,pa9 1,pak 1,paq " +
  "1,pbn 1,pdr 1,pe1 1,pnn 1,pnu 1,po3 1,poc 1,pos 1,pp7 1,ppb 1,pri 1,prm 1,prs 1,qj1 1,qjv 1,qww 1,qx8 " +
  "1,qxv 1,r5q 1,r63 1,r82 1,r9c 1,rp3 1,rpi 1,rpx 1,rqw 1,rrx 1,rxg 1,rxs 1,rzn 1,s6j 1,s7e 1,sd7 1,sds " +
  "1,sdx 1,sk1 1,sp5 1,ssm 1,sss 1,ssx 1,tiv 1,tj4 1,tng 1,trq 1,trt 1,tt4 1,tw1 1,twe 1,twi 1,twp 1,tzf " +
  "1,u0d 1,u0j 1,u0x 1,u5k 1,u6z 1,u73 1,uc6 1,uc9 1,ucs 1,ujs 1,ul4 1,ulb 1,un9 1,unj 1,unm 1,unw 1,uoq " +
  "1,uzp 1,vat 1,vb3 1,vc5 1,vcr 1,vcz 1,vd9 1,vdd 1,veh 1,vel 1,vf2 1,vf7 1,vfk 1,vgb 1,vgq 1,vgy 1,vil " +
  "1,vj0 1,vj4 19,kz 1,13,13 4,27 1,7sc 1,7sd 9,6go 2,14 1,15 5,7vq 1,7vr h,ll 1,md 6,1b 3,6go 2,gg1 1,gg4 " +
  "1,gg5 l,7sc 23,lm 1,1ehq 1,1ehr 4,1p 4,fjv 4,ijp 3,gbf k,hlh 9,ggs 3,fik 3,1b 1,g2z 9,9ko l,gkj e,53 " +
  "1i,3cw 1,3cw,3cw 1,3cw,3d5 1,3cy 1,3cy,3d8 1,3cy,3de 1,3cz 1,3cz,3cz 1,3d1 1,3d1,3cw 1,3d1,3d2 1,3d1,3d3 " +
  "1,3d1,3d5 1,3d1,3dc 1,3d1,3dd 1,3d1,3de 1,3d2 1,3d3 1,3d3,3d3 1,3d3,3d5 1,3d5 1,3d5,3d5 1,3d7 1,3d8 " +
  "1,3d8,3d8 1,3da 1,3db 1,3dc 1,3dd 1,3de 1,3fl 1,3fl,ffs 1,3fn 1,3fn,ffs 1,3fp 1,3fp,ffs 1,3fr 1,3fr,ffs " +
  "1,3ft 1,3ft,3fl 1,3ft,3fl,ffs 1,3ft,ffs 1,3fx 1,3fy 1,3fy,3fp 1,3fy,3fp,ffs 1,3fy,ffs 1,3g2 1,9oc " +
  "1,9oc,ffs 1,ffs 1,3fk 1,3cy,3cy 1,3cy,3cz 1,3cy,3d5 1,3cy,3eo 1,3d1,3cw,3d5 1,3d1,3cz 1,3d1,3d3,3d5 " +
  "1,3d1,3eo 1,3d1,3fd 1,3d2,3d3 1,3d2,3d5 1,3d2,3eo 1,3d2,3d7 1,3d3,3cw 1,3d3,3cz 1,3d3,3d5,3cw " +
  "1,3d3,3d5,3cz 1,3d3,3d8 1,3d3,3dc 1,3d3,3d7 1,3d3,3d3,3d7 1,3d5,3cw 1,3d5,3cy 1,3d5,3cz 1,3d5,3d3 " +
  "1,3d5,3d8 1,3eo 1,3d7,3d7 1,3f0 1,3d7,3d5 1,3d7,3eo 1,3dd,3d7 1,3de,3de 1,3fd 1,3fx,3fn 1,3fx,3fn,ffs " +
  "1,3fx,ffs 1,3g2,3fr 1,3g2,3fr,ffs 1,3g2,ffs 1,3ha 1,3ha,ffs 1u,9oc 1,ffs 2,1b 1,2k 2,fh7 4,fid 1,7sc " +
  "4,fh6 1,fh5 w,14,3cw,15 1,14,3cy,15 1,14,3cz,15 1,14,3d1,15 1,14,3d2,15 1,14,3d3,15 1,14,3d5,15 " +
  "1,14,3d7,15 1,14,3d8,15 1,14,3da,15 1,14,3db,15 1,14,3dc,15 1,14,3dd,15 1,14,3de,15 1,14,xz4,15 " +
  "1,14,yvs,15 1,14,zc4,15 1,14,108s,15 1,14,10p4,15 1,14,115g,15 1,14,1224,15 1,14,12ys,15 1,14,13f4,15 " +
  "1,14,14bs,15 1,14,14s4,15 1,14,158g,15 1,14,15os,15 1,14,1654,15 1,14,13p8,15 1,14,1350,13ic,15 " +
  "1,14,1350,16f8,15 2,14,9oc,15 1,14,fik,15 1,14,fex,15 1,14,h5n,15 1,14,fis,15 1,14,g31,15 1,14,fer,15 " +
  "1,14,g2z,15 1,14,fh9,15 1,14,gg1,15 1,14,kco,15 1,14,m7f,15 1,14,ldg,15 1,14,kdk,15 1,14,ssx,15 " +
  "1,14,h7j,15 1,14,k4l,15 1,14,kkq,15 1,14,kcp,15 1,14,ny6,15 1,14,glp,15 1,14,mm1,15 1,14,rs1,15 " +
  "1,14,nz1,15 1,14,gc4,15 1,14,fkz,15 1,14,gos,15 1,14,i1y,15 1,14,nhf,15 1,14,flt,15 1,14,rt3,15 " +
  "1,14,ggk,15 1,14,nzh,15 1,14,fm9,15 1,14,pnu,15 1,14,po3,15 3h,30,kco 1,1e,kco 1,1f,kco 1,1g,kco " +
  "1,1h,kco 1,1i,kco 1,1j,kco 1,1k,kco 1,1l,kco 1,30,27,kco 1,30,30,kco 1,30,1e,kco 3x,27,m9l 1,30,m9l " +
  "1,1e,m9l 1,1f,m9l 1,1g,m9l 1,1h,m9l 1,1i,m9l 1,1j,m9l 1,1k,m9l 1,1l,m9l 1,30,27,m9l 1,30,30,m9l " +
  "1,30,1e,m9l 1,30,1f,m9l 1,30,1g,m9l 1,30,1h,m9l 1,30,1i,m9l 1,30,1j,m9l 1,30,1k,m9l 1,30,1l,m9l " +
  "1,1e,27,m9l 1,1e,30,m9l 1,1e,1e,m9l 1,1e,1f,m9l 1,1e,1g,m9l 34,30,k4l 1,1e,k4l 1,1f,k4l 1,1g,k4l " +
  "1,1h,k4l 1,1i,k4l 1,1j,k4l 1,1k,k4l 1,1l,k4l 1,30,27,k4l 1,30,30,k4l 1,30,1e,k4l 1,30,1f,k4l 1,30,1g,k4l " +
  "1,30,1h,k4l 1,30,1i,k4l 1,30,1j,k4l 1,30,1k,k4l 1,30,1l,k4l 1,1e,27,k4l 1,1e,30,k4l 1,1e,1e,k4l " +
  "1,1e,1f,k4l 1,1e,1g,k4l 1,1e,1h,k4l 1,1e,1i,k4l 1,1e,1j,k4l 1,1e,1k,k4l 1,1e,1l,k4l 1,1f,27,k4l " +
  "1,1f,30,k4l 14l,app 1yg,ako 3p,bp7 1y8,9oc 1i,2k 9,1b cj,fp1 1m,ftw 10j,gur ag,gkj b8,hgh 3k,h7j k,hij " +
  "e9,hwv mq,ild u,bp6 rs,jee cx,bi9 gq,cov 6,k7u 3x,bmi 1c,dhf 61,kfi dm,bs3 1q,kv1 10y,lu0 1rq,npw " +
  "10n,or9 mo,kcs 10,kcw 6,kcv 12,bp1 b,kcz 12,kd4 q,ph8 2u,kdf pk,q6l 76,qif rh,dyu 2n,ram 7m,rk6 5w,rq4 " +
  "83,ry7 38,s11 4h,s5z 3w,s8v c7,slq k0,t65 lm,trr 1hn,v9e 3z,vdd 6p,cop y9,w5p 8,vr4 2,vnu 9,wgo 1,vua " +
  "4,vo0 4,wci a,wcf 4,w4x 1,w2h 1,wbv 2,wc5 e,1u 1,28 1,2s 1,1w 1,2c 2,1z 1,23 2,22 1,1v 1,au 1,2i 1,1y " +
  "1,6k2 1,25 1,26 1,24 1,2b 1,2a 2,g5 1,2e 1,20 3,2f 1,2g 1,2h 1,4f4 1,1t 1,8rz 1,1x 1,b2 1,30 1,27 1,2d " +
  "1,11k 2,4bl 1,1a 1,18 1,1a,1a 1,1a,18 2,1m 1,19,1a 1,1p 7j,1a 1i,1e 1,bs 2,2x 6,qx 3,tm,30 1,jt,2q,2x " +
  "n,ig 7,6i1 d,li 2,jr n,2w,lw 3,27,27 1,33,33 1,1f3c 7,t4 f,4hl 1,8s5 s,ip 1,g5 d,ps 4,2e c,1r 4,1e 1,le " +
  "1,lg 3,wz7,wz7 w,kr 2,kq i,2c,1f 1,38,f1 8,37 1,1t,1t 1,2p,2p 1,1t,27 1,2p,33 1,1t,2d 1,2p,39 1,1t,2e " +
  "1,2p,3a 1,1t,2e 1,2p,3a 1,1t,2h 1,2p,3d 3,23,mt a,27,mt 1,33,mt 3,27,27 1,33,33 b,1e 7,3b,me 9,1f 1,f1 " +
  "3,1l 9,38,2u 1,12 2,x2x f,1m 3,13 3,53 6,x0n 3,1y 1,2u 1,1fde 1,1fei 2,ii 1,wkk 1,39 c,1f 6,wk5 1,22 " +
  "1,2g 1,1u 1,67 1,wuk 1,qx 1s,9oc 1l,1us 8g,3cz,3d2 1,3cz,3d3 1,3cz,3d5 1,3cz,3d8 1,3d1,3cw 1,3d1,3cw,3cw " +
  "1,3d1,3cz 1,3d1,3cz,3cz 1,3d1,3d2 1,3d1,3d3 1,3d1,3d3,3d3 1,3d1,3d3,3d7 1,3d1,3d5 1,3d1,3d8 1,3d1,3db " +
  "1,3d2,3cw 1,3d2,3cz 1,3d2,3d5 1,3d3,3d5,3dc 1,3d3,3db 1,3d3,3de 1,3d5,3d5,3d3 1,3d7,3d1 1,3d7,3de " +
  "1,3d8,3d8,3de 1,3dc,3dc 1,3dd,3de 1,3de,3d5 1,3fd,3fd m,8qn h,xi5 z,xjk 9,19e 3o,xkx 3,xlv 64,2t 3,2u " +
  "8,33 1,33,mw 1,gk,mw 2,d9,33,mw 1,d9,33,mt 5,36 1,36 5,hv 1,39 4,39 1,qv 2,qv 5,3d 6,ux 2,gk,2t 1,39,33 " +
  "d,5qd 1,hs 1,5qz 2,33,m3 1,2x 5,5q8 1,5qi 1,5qf 2,g2 2,8s6 1,36 2,3b 4,i5 4,ik 3,33,mt 2,gy 3,3e 8,x3n " +
  "1,39,mt 3,at 3,hs 7,3a 1,37 4,in 1,2r 3,5qw 4,8o 5,33,mt 8ol,3ft,3fr 1,3ft,3ft,ffs 1,3fx,3fl " +
  "1,3fx,3fl,ffs 1,3fx,3fp 1,3fy,3fr 1,3fy,ffs,ffs 1,3g2,3fl,ffs 1,3g2,3ft 1,9oc,3fl 1,9oc,3fp " +
  "1,9oc,3fp,ffs 1,9oc,3ft 1,ffs,3fn,3ft 1,ffs,3fn,ffs 1,ffs,3fr 1,ffs,3fr,ffs 1,ffs,3ft,ffs 1,ffs,3fx " +
  "1,ffs,3g2 1,ffs,ffs 1,3ha,3fl 1,3ha,3fp,ffs 5,3cy,3d1 1,3cy,3da 1,3cz,3cz 1,3cz,3cz,3d3 1,3cz,3d3 " +
  "1,3cz,3d5 1,3cz,3d5,3cw 1,3cz,3d8 1,3cz,3da 1,3cz,3dc 1,3d1,3cw,3cw 1,3d1,3cw,3de 1,3d1,3d1,3db " +
  "1,3d1,3d2,3de 1,3d1,3d3,3cz 1,3d1,3d3,3dd 1,3d1,3f0 1,3d1,3fd,3de 1,3d1,3d7 1,3d2,3cy 1,3d2,3cy,3cy " +
  "1,3d2,3d2 1,3d2,3d3,3d5 1,3d2,3d8 1,3d3,3cz 1,3d3,3d1,3dd 1,3d3,3d2 1,3d3,3d3 1,3d3,3d5,3cz 1,3d3,3d8 " +
  "1,3d3,3da 1,3d5,3d2 1,3d5,3d3,3d7 1,3d5,3d5,3cw 1,3d5,3d5,3cz 1,3d5,3eo 1,3d5,3d8 1,3d5,3da 1,3d5,3dc " +
  "1,3d1,3de 1,3eo,3d3 1,3eo,3d3,3d7 1,3f0,3d2 1,3f0,3de 1,3d8,3d3 1,3d8,3d3,3d3 1,3d8,3d8 1,3dd,3d5 " +
  "1,3dd,3dc 6it,rpk 1,kc4 1,s7e 1,rt4 1,lw1 1,fg2 1,gkl 1,vj0 1,vj0 1,hn5 1,ssx 1,gw7 1,hmw 1,jcm 1,ne1 " +
  "1,p6t 1,qin 1,qt6 1,r20 1,sjz 1,kxu 1,ljv 1,mah 1,mvy 1,q4d 1,sq2 1,uep 1,fia 1,ghh 1,l50 1,mjf 1,qi5 " +
  "1,v8e 1,ifk 1,m3v 1,qfh 1,r50 1,jih 1,pnc 1,qvz 1,iq2 1,kd3 1,lm2 1,mpo 1,slq 1,fpi 1,g53 1,gda 1,jwk " +
  "1,l3n 1,mj4 1,nhj 1,pa9 1,qh2 1,qjg 1,s1b 1,tv6 1,upb 1,v7e 1,nt8 1,nzz 1,otc 1,q15 1,t1g 1,vb3 1,rfa " +
  "1,hjz 1,iro 1,okg 1,pdq 1,mle 1,nuy 1,rsy 1,ttj 1,hjs 1,i8y 1,kyb 1,lp6 1,lxr 1,oq7 1,oxj 1,tor 1,gcy " +
  "1,pe3 1,g64 1,g5o 1,o4c 1,ou6 1,q29 1,tpx 1,rk0 1,jin 1,kxu 1,rge 1,fg9 1,i5j 1,iz6 1,mtj 1,n74 1,gev " +
  "1,nwb 1,fr3 1,iw9 1,ff1 1,lho 1,k1k 1,opu 1,gjn 1,hge 1,ni9 1,q4p 1,re2 1,la2 1,sds 1,lfs 1,jjy 1,put " +
  "1,jog 1,n6t 1,fji 1,g2x 1,g5l 1,kn5 1,oo7 1,prj 1,rf6 1,ssv 1,gdx 1,gn6 1,ho3 1,ir0 1,k3p 1,m4e 1,nxm " +
  "1,tkd 1,ui2 1,vbr 1,vda 1,gbf 1,kau 1,l87 1,sbm 1,ino 1,j9s 1,jcw 1,jve 1,lyb 1,mdl 1,n0p 1,o22 1,ovo " +
  "1,pdb 1,s9y 1,q9a 1,sgz 1,t3e 1,g7r 1,gbn 1,gql 1,ma0 1,r0i 1,re2 1,iq1 1,iyd 1,jnf 1,l9q 1,oji 1,mt1 " +
  "1,fl0 1,h6h 1,i5j 1,iii 1,izg 1,muq 1,mzt 1,p7e 1,pc6 1,svo 1,tti 1,tvs 1,u1k 1,fpn 1,o1a 1,ss4 1,trr " +
  "1,j4x 1,fie 1,fyy 1,i5q 1,i7z 1,k2h 1,kxu 1,mha 1,ncy 1,q9o 1,sjg 1,vil 1,k94 1,tny 1,gax 1,kfv 1,kj7 " +
  "1,lkx 1,luk 1,mx5 1,n6h 1,nsb 1,opc 1,u3i 1,g31 1,je6 1,tq0 1,fu3 1,ie1 1,lpm 1,sa2 1,ivf 1,j7o 1,kk7 " +
  "1,mtj 1,tqe 1,g89 1,glr 1,i91 1,k5v 1,kem 1,ko8 1,lid 1,mx2 1,naa 1,p6h 1,r0v 1,r1d 1,sss 1,tsy 1,gfz " +
  "1,lve 1,gm5 1,mhc 1,n14 1,qgq 1,tr7 1,uvr 1,vbz 1,kgn 1,lor 1,pns 1,o97 1,obk 1,olu 1,mo0 1,m8p 1,riw " +
  "1,fk0 1,px2 1,g8q 1,g7b 1,ip2 1,jir 1,onq 1,i2t 1,ljy 1,kac 1,saj 1,qx8 1,tot 1,r63 1,iqb 1,g1s 1,gxs " +
  "3,hga 2,k8k 3,g66 1,mqy 1,ngq 1,ny4 1,nz2 1,nz9 1,o0f 1,tw6 1,on2 1,p8d 2,qhe 2,rg8 3,shk 1,sn1 4,u7j " +
  "1,u7w 1,u94 1,v5g 1,slq 1,trr 1,fqm 1,fzb 1,g25 1,gcp 1,gdg 1,ggh 1,gwt 1,gzq 1,h2g 1,hfk 1,hig 1,i90 " +
  "1,i9a 1,j2s 1,j8o 1,j9q 1,jci 1,k0f 1,k4i 1,k9d 1,kn9 1,lmf 1,lqy 1,lya 1,mem 1,mjv 1,mxu 1,ntd 1,ny6 " +
  "1,nyh 1,nyg 1,nyo 1,nyu 1,nz1 1,o0d 1,o0e 1,o5c 1,o75 1,og0 1,ovo 1,ow9 1,oxt 1,p6a 1,pad 1,pnx 1,prt " +
  "1,prt 1,q53 1,r2o 1,r6e 1,rgh 1,ri1 1,rtf 1,ruw 1,sdy 1,shk 1,tsz 1,u0v 1,u2j 1,j1x 1,36cu 1,pp4 3,ffq " +
  "1,g51 1,g2w 1,fpc 1,g1x 1,g3k 1,gcn 1,ge2 1,gwt 1,gut 1,gwp 1,gyq 1,hga 1,hir 1,hms 1,hn8 1,huq 1,i08 " +
  "1,iqa 1,iqh 1,iuh 1,iwd 1,j4o 1,j7y 1,j60 1,j9q 1,j8g 1,jci 1,jec 1,jpg 1,jrw 1,jte 1,k0m 1,k8k 1,kd3 " +
  "1,kd7 1,keu 1,l89 1,la2 1,lkx 1,lwb 1,lvv 1,lya 1,m5a 1,mem 1,nmv 1,mk5 1,mnj 1,mqy 1,n01 1,n46 1,n5n " +
  "1,nbx 1,nbz 1,ngq 1,nh7 1,nhw 1,nka 1,nk0 1,nv0 1,o8h 1,og0 1,ol7 1,orf 1,ovo 1,p4u 1,pad 1,pxu 1,q27 " +
  "1,qrd 1,r41 1,r5y 1,r6e 1,ren 1,rg8 1,rez 1,rgh 1,rge 1,rfx 1,ri1 1,rka 1,ruw 1,sag 1,sj6 1,srd 1,sxi " +
  "1,tq4 1,tsz 1,tw6 1,tzv 1,u0v 1,u17 1,u2j 1,umq 1,vj0 1,313e 1,3138 1,33dh 1,brx 1,cns 1,cop 1,39e1 " +
  "1,3bgw 1,3i6r 1,vgj 1,vim 13,2u,2u 1,2u,2x 1,2u,30 1,2u,2u,2x 1,2u,2u,30 2,37,38 d,12s,12u 1,12s,12d " +
  "1,12s,12j 1,132,12u 1,12s,12l 9,15u 1,15c 1,15f 1,15g 1,15n 1,15o 1,15p 1,160 1,162 1,19,lj 2,1dm2 " +
  "2,1dm4 2,1dm6 1,1dm6 9,1dlp g,1dm2 6,15c,15o 1,19t 1,19t 1,1a3 1,1a3 1,1a3 1,1a3 1,18p,1cr 1,18p,1cr " +
  "1,18p,1cr 1,18p,1cr 1,1a8 1,1a8 1,1a8 1,1a8 1,1a2 1,1a2 1,1a2 1,1a2 1,1a7 1,1a7 1,1a7 1,1a7 1,18p,179 " +
  "1,18p,179 1,18p,179 1,18p,179 1,1b5,1cr 1,1b5,1cr 1,1b5,1cr 1,1b5,1cr 1,1ba 1,1ba 1,1ba 1,1ba 1,1ac " +
  "1,1ac 1,1ac 1,1ac 1,1ab 1,1ab 1,1ab 1,1ab 1,1ae 1,1ae 1,1ae 1,1ae 1,1af 1,1af 1,1af 1,1af 1,1al 1,1al " +
  "1,1ak 1,1ak 1,17z,1cr 1,17z,1cr 1,17z,179 1,17z,179 1,181,1cr 1,181,1cr 1,181,179 1,181,179 1,18j 1,18j " +
  "1,18j 1,18j 1,1bj 1,1bj 1,1bj 1,1bj 1,1bn 1,1bn 1,1bn 1,1bn 1,1bl 1,1bl 1,1bl 1,1bl 1,18p 1,18p " +
  "1,18p,179 1,18p,179 1,18p,179 1,18p,179 1,1c0 1,1c0 1,33 1,33 1,33 1,33 1,33 1,33 1,33 1,33 1,18p 1,18p " +
  "1,1cj 1,1cj y,18j,1cr 1,18j,1cr 1,18j,1cr 1,18j,1cr 1,18o,lv 1,18o,lv 1,18o,li 1,18o,li 1,18o,19s " +
  "1,18o,19s 1,18o,lv,19w 1,18o,1cr 1,18o,1cr 1,1c5 1,1c5 1,18o,le 1,18o,le 1,1a3 1,1a3 1,1a3 1,1a3 1,18p " +
  "1,18p 1,18p,19w,30 1,18p,19w,30 1,18p,19w,33 1,18p,19w,33 1,18p,19w,18o 1,18p,19w,18o 1,18p,19w,18o,lv " +
  "1,18p,19w,18o,lv 1,18p,19w,18o,li 1,18p,19w,18o,li 1,18p,19w,18o,19s 1,18p,19w,18o,19s 1,18p,19w,1a3 " +
  "1,18p,19w,1a3 1,18p,19w,1a3 1,18p,19w,18p 1,18p,19w,18p 1,18p,19w,18p 1,18p 1,18p 1,18p 1,18p " +
  "1,18p,19w,17w 1,18p,19w,17x 1,18p,19w,18l 1,18p,19w,18p 1,18p,19w,18p 1,17s,17w 1,17s,17x 1,17s,17y " +
  "1,17s,18l 1,17s,18p 1,17s,18p 1,17u,17w 1,17u,17x 1,17u,17y 1,17u,18l 1,17u,18p 1,17u,18p 1,18p,1cr,17w " +
  "1,18p,1cr,18l 1,18p,1cr,18p 1,18p,1cr,18p 1,17w,17x 1,17w,18l 1,17x,17w 1,17x,18l 1,17y,17w 1,17y,17x " +
  "1,17y,18l 1,183,17w 1,183,17x 1,183,17y 1,183,18l 1,185,17x 1,185,18l 1,186,17w 1,186,17x 1,186,17y " +
  "1,186,18l 1,187,17x 1,187,18l 1,188,18l 1,189,17w 1,189,18l 1,18a,17w 1,18a,18l 1,18h,17w 1,18h,17x " +
  "1,18h,17y 1,18h,18l 1,18h,18p 1,18h,18p 1,18i,17x 1,18i,18l 1,18i,18p 1,18i,18p 1,18j,30 1,18j,17w " +
  "1,18j,17x 1,18j,17y 1,18j,18k 1,18j,18l 1,18j,18p 1,18j,18p 1,18k,17w 1,18k,17x 1,18k,17y 1,18k,18l " +
  "1,18k,18p 1,18k,18p 1,18l,17w 1,18l,17x 1,18l,17y 1,18l,18l 1,18l,18p 1,18l,18p 1,17s,17y 1,18m,17x " +
  "1,18m,17y 1,18m,18l 1,18m,18p 1,18m,18p 1,33,17w 1,33,18l 1,33,18p 1,33,18p 1,18p,17w 1,18p,17x " +
  "1,18p,17y 1,18p,18l 1,18p,18p 1,18p,18p 1,180,19s 1,181,19s 1,18p,19s 1,1e9e,18x 1,1e9g,18x 1,1e9i,18x " +
  "1,1e9k,18x 1,1e9m,18x 1,1e9o,19s 1,18p,19w,181 1,18p,19w,182 1,18p,19w,18l 1,18p,19w,18m 1,18p,19w,18p " +
  "1,18p,19w,18p 1,17s,181 1,17s,182 1,17s,18l 1,17s,18m 1,17s,18p 1,17s,18p 1,17u,181 1,17u,182 1,17u,18l " +
  "1,17u,18m 1,17u,18p 1,17u,18p 1,18p,1cr,181 1,18p,1cr,182 1,18p,1cr,18l 1,18p,1cr,18m 1,18p,1cr,18p " +
  "1,18p,1cr,18p 1,18h,18p 1,18h,18p 1,18i,18p 1,18i,18p 1,18j,30 1,18j,18k 1,18j,18l 1,18j,18p 1,18j,18p " +
  "1,18k,18l 1,18k,18p 1,18k,18p 1,18l,30 1,18l,18l 1,18m,181 1,18m,182 1,18m,18l 1,18m,18m 1,18m,18p " +
  "1,18m,18p 1,18p,19s 1,18p,181 1,18p,182 1,18p,18l 1,18p,18m 1,18p,18p 1,18p,18p 1,18p,19w,17w " +
  "1,18p,19w,17x 1,18p,19w,17y 1,18p,19w,18l 1,18p,19w,33 1,17s,17w 1,17s,17x 1,17s,17y 1,17s,18l 1,17s,33 " +
  "1,17u,17w 1,17u,17x 1,17u,17y 1,17u,18l 1,17u,33 1,18p,1cr,18l 1,17w,17x 1,17w,18l 1,17x,17w 1,17x,18l " +
  "1,17y,17w 1,17y,18l 1,183,17w 1,183,17x 1,183,17y 1,183,18l 1,185,17x 1,185,17y 1,185,18l 1,186,17w " +
  "1,186,17x 1,186,17y 1,186,18l 1,187,17x 1,188,18l 1,189,17w 1,189,18l 1,18a,17w 1,18a,18l 1,18h,17w " +
  "1,18h,17x 1,18h,17y 1,18h,18l 1,18i,17x 1,18i,18l 1,18j,17w 1,18j,17x 1,18j,17y 1,18j,18k 1,18j,18l " +
  "1,18k,17w 1,18k,17x 1,18k,17y 1,18k,18l 1,18k,33 1,18l,17w 1,18l,17x 1,18l,17y 1,18l,18l 1,17s,17y " +
  "1,18m,17x 1,18m,17y 1,18m,18l 1,18m,33 1,33,17w 1,33,18l 1,33,19s 1,18p,17w 1,18p,17x 1,18p,17y " +
  "1,18p,18l 1,18p,33 1,18p,19w,18l 1,18p,19w,33 1,17s,18l 1,17s,33 1,17u,18l 1,17u,33 1,18p,1cr,18l " +
  "1,18p,1cr,33 1,183,18l 1,183,33 1,183,1cr,18l 1,183,1cr,33 1,18j,18k 1,18j,18l 1,18k,18l 1,18m,18l " +
  "1,18m,33 1,18p,18l 1,18p,33 1,1e9j,18x 1,1e9l,18x 1,1e9n,18x 1,187,18p 1,187,18p 1,189,18p 1,189,18p " +
  "1,18a,18p 1,18a,18p 1,183,18p 1,183,18p 1,183,1cr,18p 1,183,1cr,18p 1,17x,18p 1,17x,18p 1,17w,18p " +
  "1,17w,18p 1,17y,18p 1,17y,18p 1,185,18p 1,185,18p 1,186,18p 1,186,18p 1,183,1cr,17w 1,183,1cr,17x " +
  "1,183,1cr,17y 1,183,1cr,18l 1,183,1cr,181 1,183,181 1,185,181 1,186,181 1,187,18p 1,187,18p 1,189,18p " +
  "1,189,18p 1,18a,18p 1,18a,18p 1,183,18p 1,183,18p 1,183,1cr,18p 1,183,1cr,18p 1,17x,18p 1,17x,18p " +
  "1,17w,18p 1,17w,18p 1,17y,18p 1,17y,18p 1,185,18p 1,185,18p 1,186,18p 1,186,18p 1,183,1cr,17w " +
  "1,183,1cr,17x 1,183,1cr,17y 1,183,1cr,18l 1,183,1cr,181 1,183,181 1,185,181 1,186,181 1,183,1cr,17w " +
  "1,183,1cr,17x 1,183,1cr,17y 1,183,1cr,18l 1,183,33 1,183,1cr,33 1,187,18l 1,183,17w 1,183,17x 1,183,17y " +
  "1,183,1cr,17w 1,183,1cr,17x 1,183,1cr,17y 1,187,18l 1,188,18l 1,30,ln 1,30,ln 1,14 1,15 h,17u,17w,18l " +
  "1,17u,17x,17w 1,17u,17x,17w 1,17u,17x,18l 1,17u,17y,18l 1,17u,18l,17w 1,17u,18l,17x 1,17u,18l,17y " +
  "1,17w,18l,17x 1,17w,18l,17x 1,17x,18l,18p 1,17x,18l,18p 1,183,17x,17w 1,183,17w,17x 1,183,17w,18p " +
  "1,183,18l,17x 1,183,18l,17x 1,183,18l,17w 1,183,18l,18l 1,183,18l,18l 1,185,17x,17x 1,185,17x,17x " +
  "1,185,18l,18l 1,183,1cr,17x,18l 1,183,1cr,17x,18l 1,183,1cr,17w,18p 1,183,1cr,18l,17y 1,183,1cr,18l,17y " +
  "1,183,1cr,18l,18l 1,183,1cr,18l,18l 1,186,17x,18p 1,186,17y,18l 1,186,17y,18l 1,187,18l,17x " +
  "1,187,18l,17x 1,187,18l,18l 1,187,18l,18p 1,189,17w,18l 1,189,18l,18l 1,189,18l,18l 1,189,18l,18p " +
  "1,18a,18l,18l 1,18a,18l,18p 1,18a,18l,18p 1,18h,17y,18l 1,18h,17y,18l 1,18i,18l,17x 1,18i,18l,18l " +
  "1,18k,17x,18l 1,18k,17x,18p 1,18k,17x,18p 1,18k,17w,17w 1,18k,17w,17w 1,18k,17y,18l 1,18k,17y,18l " +
  "1,18k,18l,17x 1,18k,18l,17x 1,18l,17x,17w 1,18l,17x,18l 1,18l,17x,18p 1,18l,17w,17x 1,18l,17w,18l " +
  "1,18l,17y,17w 1,18l,17y,18l 3,18l,17w,17y 1,33,18l,17w 1,33,18l,18l 1,18m,17x,18l 1,18m,17x,18p " +
  "1,18m,17w,18l 1,18m,17w,18l 1,18m,17w,18p 1,18m,18l,18p 1,18m,18l,18p 1,18p,18l,18l 1,18p,18l,18l " +
  "1,17s,17y,18p 1,17u,17w,18p 1,17u,17w,18p 1,17u,17y,18p 1,17u,17y,18p 1,17u,18l,18p 1,17u,18l,18p " +
  "1,17w,18l,18p 1,17w,17x,18p 1,17w,18l,18p 1,183,17y,18p 1,185,17x,18p 1,183,1cr,17x,18p 1,186,17x,18p " +
  "1,18k,17w,18p 1,18k,18l,18p 1,18p,17x,18p 1,18p,17w,18p 1,18p,18l,18p 1,18l,18l,18p 1,18i,18l,18p " +
  "1,18m,17x,18p 1,18i,18l,17x 1,18k,17x,18l 1,189,18l,18p 1,18j,18l,18p 1,18m,17w,17x 1,18l,17y,18p " +
  "1,18k,17w,18l 1,18j,18l,18l 1,18k,17w,18l 1,18m,17w,17x 1,17w,17x,18p 1,17x,17w,18p 1,18l,17w,18p " +
  "1,18h,18l,18p 1,17s,17x,18p 1,18j,18l,18l 1,189,17w,18l 1,185,18l,18l 1,183,17y,18p 1,18m,17w,18p " +
  "15,185,18k,18p 1,18i,18k,18p 1,30,18k,18k,18x,19s,33 1,30,18j,17s,181 1,18l,17x,18l,17z " +
  "1,185,18k,189,18l 1,181,183,18o,18k 1,189,18k,18p,33 1,18o,183,18k,18l 1,185,18k,18p " +
  "1,185,18k,18p,w,30,18k,18k,33,w,189,18k,18p,33,w,18o,183,18k,18l 1,17w,18k,w,17w,18k,30,18k,33 " +
  "1,181,18p,30,18k t,8yf n,1m 1,7b6 3,6x3 1,730 1,731 1,732 1,733 1,734 1,735 f,jt 1,jt 1,jt 1,jt 1,2n " +
  "1,2n 1,2n 9,19 g,2k o,17l 1,17m 1,17m 1,30,19w 1,30,19w 1,18o,19w 1,18o,19w 1,30,191 1,30,191 1,18p,19w " +
  "1,18p,19w 1,18p,19w 1,18p,19w 1,30 1,30 1,17s 1,17s 1,17s 1,17s 1,17t 1,17t 1,17u 1,17u 1,17u 1,17u " +
  "1,18p,1cr 1,18p,1cr 1,18p,1cr 1,18p,1cr 1,17w 1,17w 1,17w 1,17w 1,17x 1,17x 1,17x 1,17x 1,17y 1,17y " +
  "1,17y 1,17y 1,17z 1,17z 1,180 1,180 1,181 1,181 1,182 1,182 1,183 1,183 1,183 1,183 1,183,1cr 1,183,1cr " +
  "1,183,1cr 1,183,1cr 1,185 1,185 1,185 1,185 1,186 1,186 1,186 1,186 1,187 1,187 1,187 1,187 1,188 1,188 " +
  "1,188 1,188 1,189 1,189 1,189 1,189 1,18a 1,18a 1,18a 1,18a 1,18h 1,18h 1,18h 1,18h 1,18i 1,18i 1,18i " +
  "1,18i 1,18j 1,18j 1,18j 1,18j 1,18k 1,18k 1,18k 1,18k 1,18l 1,18l 1,18l 1,18l 1,18m 1,18m 1,18m 1,18m " +
  "1,33 1,33 1,33 1,33 1,18o 1,18o 1,18p 1,18p 1,18p 1,18p 1,18p 1,18p 1,18k,17m 1,18k,17m 1,18k,30,19w " +
  "1,18k,30,19w 1,18k,30,191 1,18k,30,191 1,18k,30 1,18k,30 5,x 1,13,13 5,13 6,9oc d,1m 7,1t 1,1u 1,1v 2,1x " +
  "3,20 1,30 1,22 1,23 2,25 1,26 1,27 1,28 3,2b 1,2c 4,2g 1,2h 1,2i 1,14 1,2k 1,15 1,1e7z 2,13 1,2p 2,2r " +
  "2,2t 2,2v 1,2w 1,2x 1,2y 2,30 3,33 1,34 3,37 3,3a 2,3c 1,3d 3,7b6 2,9i4 7,53 3i,jt 5,30 5,7fu 7o,53 " +
  "3x,26,lm 8,2g,mt 1,2e,mt 1,30,mt,30,mt,2b,mt 1,30,mt,30,mt 7,8vc 6a,1u 3,pg 1,1x 1,1y 3,30 3,g5 3,2g " +
  "2,27 2,4ik 1,28 1,2b 1,2c 4,17 5,1t 1,1u 1,1v 1,pg 2,1y 6,27 2,rc 3,25 1,2c 1,2h 1,py 1,2g 1,q0 1,q1 " +
  "2,8xs n,20 i,17z 3,18o 4,187 a,185 3,2i c,1u 1,1v 7,30 8,25 1,rc 3,2c 2,2g 3,1k 5,16 1,30 2,2g 4v,1f9e " +
  "2,1f9v 1a,b4 3,27 d,wl2 4,1v 6,24 4,8s0 1,2b 3,au 2,t4 4,x3n 1,ii 2,33 h,2r 2,hj 3,gu 1,in 5,37 3,gk " +
  "2,5qm 2b,1fgm g,g5 4,2a 8,xv 6,27 1,ig 1,66 9,sr 1,2d 2,4iu 1,q0 1,1j 6,i4 3,qj f,33 1,wvd b,39 3,qw " +
  "q,26 3,27 2,23 4,1v 1,2e 8,1y 1,24 1,2g 103,mb m,1a 7,1gly,1gly ir,1h2d 2,1h1e qn,1v4 7g,1v4 3,mb 1,1tm " +
  "g,xdo 1,xdn 2,6rs 82,lm 7n,1ik4,1iki,1ij6 6,1ik4,1iki,1ijc b,1ik4,1iki,1ijn 6,1ik4,1iki,1ijt " +
  "3,1ik4,1iki,1ijw 2,1ik4,1iki,1ijy t,1ikr,1ikr 1y,1w8 2,1wa 2,1wc 2,1we 1,1wf 2,1wh 2,1wy 1,1wk 1,1wl " +
  "1,1wm 1,1wn 1,1wo 1,1wq 4,1wu 1,1wv 1,1ws 1,1wj 1,1ww 2,1x3 1,1x4 2,1xa 1,1xb 8,1xj 3,1xn 1,1xz 1,1xo " +
  "1,li,lj 2,1vn 1,1xp 1,mb 1,1x9 1,3b,lj b,27 1,1yf 1,1yg 4,1yk 76,1ite 1,1ite 1,1itf 1,1itg 1,1iuq 1,1iur " +
  "2t,1iyp,1iyp 5a,36,32 6,3a 4,3b 4,3b 1,3b b5,2e 2,1y 1,24 1,2h 2,1x 2,6pz 1,2i 3,1l 2,1x 1,1g 3,24 3,27 " +
  "2,4ik 1,2d 3,1h 1,2c 4,3a 1,37 1,1y 1,2x 1,3e 2,1j 2,33 2,1f 2,1l 2,x3n 7,1i 1,1l 1,33 1,39 4,3d 4,27 " +
  "3,36,32 1,19l 1,2i 1,2f 3,1v 3,2g 3,2f 3,1v dw,1jvp,1jvz 1,1jvp,1jw0 1,1jvp,1jvp 1,1jvp,1jvp,1jvz " +
  "1,1jvp,1jvp,1jw0 2,1jvv,1jvz 1,1jvv,1jvv 1,1jvv,1jvv,1jvz 6,1jw3,1jvz 1,1jw3,1jw0 1,1jw3,1jw3 " +
  "1,1jw3,1jw3,1jvz 1,1jw3,1jw3,1jw0 96,1k5d,1k5d 34,1k8a p2,1fa2 3pd,1ggu bv2,pf 1,2e 2,2c c,24 4,pg 2,wuw " +
  "a,wl2 2,30 5,b4 8,2a 5,2b 1,1f 2,g5 2,1q 1,1t 2,2d 1,2h e,13 1,13 jb6,3f 2h,1a 45,zi 4,1f 5,t4 2,2e 2,2k " +
  "3,1j 1,1y 1,1f3w 1,wl2 1,2a 1,8rz 3,27,mt 1,6kk 1,wk5 5,b4 1,v4 8,24 1,wl2 5,x6j 6,1o 1,1q 1,6tr 1,6ts " +
  "1,1b 1,2k 4,4i3 6,11k cb,1t 1,1u 1,1v 1,1w 1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 " +
  "1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z " +
  "1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x " +
  "1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i " +
  "1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 2,2x 1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 " +
  "1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 " +
  "1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z " +
  "1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 2,1v 1,1w 3,1z 3,22 " +
  "1,23 3,26 1,27 1,28 1,29 2,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 2,2u 2,2w 1,2x 1,2y " +
  "1,2z 1,30 1,36,32 1,32 2,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x " +
  "1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i " +
  "1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 " +
  "1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 2,1w 1,1x 1,1y 1,1z 3,22 1,23 1,24 1,25 1,26 1,27 1,28 1,29 2,2b " +
  "1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 2,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z 1,30 1,36,32 1,32 " +
  "1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 2,1w 1,1x 1,1y 1,1z 2,30 1,22 1,23 " +
  "1,24 1,25 2,27 4,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 2,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z " +
  "1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x " +
  "1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i " +
  "1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 " +
  "1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 " +
  "1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y " +
  "1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w " +
  "1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h " +
  "1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 " +
  "1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 " +
  "1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x " +
  "1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v " +
  "1,1w 1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 1,26 1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g " +
  "1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w 1,2x 1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 " +
  "1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,1t 1,1u 1,1v 1,1w 1,1x 1,1y 1,1z 1,20 1,30 1,22 1,23 1,24 1,25 " +
  "1,26 1,27 1,28 1,29 1,2a 1,2b 1,2c 1,2d 1,2e 1,2f 1,2g 1,2h 1,2i 1,2p 1,2q 1,2r 1,2s 1,2t 1,2u 1,2v 1,2w " +
  "1,2x 1,2y 1,2z 1,30 1,36,32 1,32 1,33 1,34 1,35 1,36 1,37 1,38 1,39 1,3a 1,3b 1,3c 1,3d 1,3e 1,2x 1,fr " +
  "3,1t 1,1u 1,pf 1,pg 1,1x 1,2i 1,20 1,27,mt 1,30 1,23 1,g5 1,25 1,26 1,pq 1,27 1,ps 1,28 1,27,mt 1,bt " +
  "1,2c 1,2h 1,py 1,2g 1,q0 1,q1 1,6pz 1,2p 1,67 1,3d 1,61r 1,x3n 1,qe 1,32,mh 1,27,mt 1,2x 1,8o 1,qj 1,qk " +
  "1,3a 1,qm 1,33 1,qo 1,34 1,qq 1,33 1,5qz 1,39 1,hk 1,qv 1,qw 1,qx 1,6pu 1,x3n 1,27,mt 1,8o 1,hk 1,34 " +
  "1,qo 1,1t 1,1u 1,pf 1,pg 1,1x 1,2i 1,20 1,27,mt 1,30 1,23 1,g5 1,25 1,26 1,pq 1,27 1,ps 1,28 1,27,mt " +
  "1,bt 1,2c 1,2h 1,py 1,2g 1,q0 1,q1 1,6pz 1,2p 1,67 1,3d 1,61r 1,x3n 1,qe 1,32,mh 1,27,mt 1,2x 1,8o 1,qj " +
  "1,qk 1,3a 1,qm 1,33 1,qo 1,34 1,qq 1,33 1,5qz 1,39 1,hk 1,qv 1,qw 1,qx 1,6pu 1,x3n 1,27,mt 1,8o 1,hk " +
  "1,34 1,qo 1,1t 1,1u 1,pf 1,pg 1,1x 1,2i 1,20 1,27,mt 1,30 1,23 1,g5 1,25 1,26 1,pq 1,27 1,ps 1,28 " +
  "1,27,mt 1,bt 1,2c 1,2h 1,py 1,2g 1,q0 1,q1 1,6pz 1,2p 1,67 1,3d 1,61r 1,x3n 1,qe 1,32,mh 1,27,mt 1,2x " +
  "1,8o 1,qj 1,qk 1,3a 1,qm 1,33 1,qo 1,34 1,qq 1,33 1,5qz 1,39 1,hk 1,qv 1,qw 1,qx 1,6pu 1,x3n 1,27,mt " +
  "1,8o 1,hk 1,34 1,qo 1,1t 1,1u 1,pf 1,pg 1,1x 1,2i 1,20 1,27,mt 1,30 1,23 1,g5 1,25 1,26 1,pq 1,27 1,ps " +
  "1,28 1,27,mt 1,bt 1,2c 1,2h 1,py 1,2g 1,q0 1,q1 1,6pz 1,2p 1,67 1,3d 1,61r 1,x3n 1,qe 1,32,mh 1,27,mt " +
  "1,2x 1,8o 1,qj 1,qk 1,3a 1,qm 1,33 1,qo 1,34 1,qq 1,33 1,5qz 1,39 1,hk 1,qv 1,qw 1,qx 1,6pu 1,x3n " +
  "1,27,mt 1,8o 1,hk 1,34 1,qo 1,1t 1,1u 1,pf 1,pg 1,1x 1,2i 1,20 1,27,mt 1,30 1,23 1,g5 1,25 1,26 1,pq " +
  "1,27 1,ps 1,28 1,27,mt 1,bt 1,2c 1,2h 1,py 1,2g 1,q0 1,q1 1,6pz 1,2p 1,67 1,3d 1,61r 1,x3n 1,qe 1,32,mh " +
  "1,27,mt 1,2x 1,8o 1,qj 1,qk 1,3a 1,qm 1,33 1,qo 1,34 1,qq 1,33 1,5qz 1,39 1,hk 1,qv 1,qw 1,qx 1,6pu " +
  "1,x3n 1,27,mt 1,8o 1,hk 1,34 1,qo 1,1y 1,rh 3,27 1,30 1,1e 1,1f 1,1g 1,1h 1,1i 1,1j 1,1k 1,1l 1,27 1,30 " +
  "1,1e 1,1f 1,1g 1,1h 1,1i 1,1j 1,1k 1,1l 1,27 1,30 1,1e 1,1f 1,1g 1,1h 1,1i 1,1j 1,1k 1,1l 1,27 1,30 1,1e " +
  "1,1f 1,1g 1,1h 1,1i 1,1j 1,1k 1,1l 1,27 1,30 1,1e 1,1f 1,1g 1,1h 1,1i 1,1j 1,1k 1,1l 3bc,30 1,6qo 1,19f " +
  "2,1k 1,6pu 1,6pu,mt 10z,30 1,17s 1,17w 1,17z 2,18o 1,182 1,17x 1,187 1,18p 1,18j 1,18k 1,18l 1,18m 1,183 " +
  "1,189 1,18h 1,185 1,18i 1,181 1,183,1cr 1,17u 1,18p,1cr 1,17y 1,180 1,186 1,188 1,18a 1,18p 1,18p 1,1b5 " +
  "1,1b5 2,17s 1,17w 2,33 3,17x 2,18p 1,18j 1,18k 1,18l 1,18m 1,183 1,189 1,18h 1,185 1,18i 2,183,1cr 1,17u " +
  "1,18p,1cr 1,17y 2,186 2,18a 7,17w 5,17x 2,18p 2,18k 2,18m 1,183 1,189 2,185 1,18i 2,183,1cr 3,17y 2,186 " +
  "2,18a 2,18p 2,1b5 2,17s 1,17w 2,33 3,17x 1,187 1,18p 1,18j 2,18l 1,18m 1,183 1,189 1,18h 1,185 1,18i " +
  "2,183,1cr 1,17u 1,18p,1cr 1,17y 2,186 1,188 1,18a 1,18p 2,1b5 2,30 1,17s 1,17w 1,17z 1,33 1,18o 1,182 " +
  "1,17x 1,187 1,18p 2,18k 1,18l 1,18m 1,183 1,189 1,18h 1,185 1,18i 1,181 1,183,1cr 1,17u 1,18p,1cr 1,17y " +
  "1,180 1,186 1,188 1,18a 6,17s 1,17w 1,17z 2,18o 1,182 1,17x 1,187 1,18p 2,18k 1,18l 1,18m 1,183 1,189 " +
  "1,18h 1,185 1,18i 1,181 1,183,1cr 1,17u 1,18p,1cr 1,17y 1,180 1,186 1,188 1,18a g5,27,1a 1,27,18 1,30,18 " +
  "1,1e,18 1,1f,18 1,1g,18 1,1h,18 1,1i,18 1,1j,18 1,1k,18 1,1l,18 5,10,6hs 1,14,1t,15 1,14,1u,15 " +
  "1,14,1v,15 1,14,1w,15 1,14,1x,15 1,14,1y,15 1,14,1z,15 1,14,20,15 1,14,30,15 1,14,22,15 1,14,23,15 " +
  "1,14,24,15 1,14,25,15 1,14,26,15 1,14,27,15 1,14,28,15 1,14,29,15 1,14,2a,15 1,14,2b,15 1,14,2c,15 " +
  "1,14,2d,15 1,14,2e,15 1,14,2f,15 1,14,2g,15 1,14,2h,15 1,14,2i,15 1,14,2b,15 1v,a84,9,6hp 1,1v,6hs " +
  "5u,14,kdo,15 1,14,fex,15 1,14,fik,15 1,14,i2x,15 1,14,m9l,15 1,14,jf7,15 1,14,nh3,15 1,14,gd9,15 " +
  "1,14,k0n,15 5m,7jx 6,7jy 1,7jx rr,29,1x 1,wuw 1,pg 2,1f3w 3,1t,2a 1,2e,5wk 2,7jd a,27,mt k,1f3c i,89r " +
  "i,1v 8,4ik 1,6u9 7,37,37,37 2,6rz a,2c 3,25,1u 1,2e,1u 5,6u8 vz,27 1,30 1,1e 1,1f 1,1g 1,1h 1,1i 1,1j " +
  "1,1k 1,1l 73j,7sc 16oo,fgd 1,fg8 1,fgh 1,2tcy 1,fog 1,fqm 1,fqz 1,fp1 1,fwa 1,fx5 1,fzb 1,fyn 1,ae6 " +
  "1,2ud6 1,g25 1,g2c 1,g2s 1,g3b 1,2u58 1,aex 1,g2v 1,g3x 1,2u6j 1,g47 1,g4k 1,fkc 1,g4s 1,g51 1,3ly7 " +
  "1,g6t 1,g77 1,afz 1,g8r 1,g92 1,gaa 1,gaf 1,ahh 1,gcn 1,gcp 1,gdg 1,ge2 1,ged 1,gee 1,gev 1,gg9 1,ggh " +
  "1,ggq 1,ghf 1,ghp 1,ghr 1,ghr 1,ghr 1,2v58 1,m7k 1,gju 1,gkf 1,2vdv 1,gkr 1,gkx 1,gli 1,gpq 1,gmw 1,gnc " +
  "1,go8 1,gpu 1,gs6 1,gsw 1,gur 1,gv7 1,gw4 1,gw4 1,gwp 1,gx7 1,gxf 1,gxu 1,h7a 1,gzq 1,h7b 1,h1t 1,h2s " +
  "1,g7b 1,hke 1,hce 1,hdg 1,he5 1,haj 1,hf6 1,hf5 1,hik 1,2x9g 1,hki 1,hkn 1,hl2 1,hlm 1,hlu 1,hnm 1,2xm0 " +
  "1,2xnu 1,hrg 1,hsr 1,ht3 1,hqw 1,huu 1,aum 1,av0 1,hzc 1,i0u 1,i0u 1,2y88 1,i4j 1,i54 1,i5j 1,i5v 1,2yhk " +
  "1,i67 1,i6e 1,itv 1,i76 1,ayp 1,i8w 1,i9a 1,ibk 1,ia5 1,2z1g 1,if7 1,2z1i 1,ige 1,igb 1,igs 1,ijl 1,ijm " +
  "1,b3j 1,ikd 1,ilk 1,im5 1,ind 1,b4y 1,2zr7 1,b5o 1,ipc 1,ipf 1,ipi 1,iq2 1,3pg2 1,iri 1,3035 1,3035 " +
  "1,poh 1,isi 1,isi 1,b7r 1,335k 1,3cgq 1,iua 1,iuj 1,b8j 1,ivu 1,ix9 1,ixj 1,iyh 1,j29 1,bay 1,ba4 1,j2s " +
  "1,30t0 1,j47 1,j7s 1,j7w 1,j7y 1,j7w 1,j96 1,j9q 1,jaq 1,jac 1,jan 1,jby 1,jci 1,jcm 1,jdc 1,jdn 1,jfh " +
  "1,jht 1,jis 1,jm8 1,31n0 1,jlp 1,jjw 1,jmw 1,jnn 1,jqc 1,31td 1,js2 1,jph 1,jop 1,bhq 1,ju1 1,jum 1,jvh " +
  "1,juf 1,bjg 1,k0f 1,k18 1,32mi 1,k4j 1,kc8 1,k7d 1,bo9 1,k9d 1,bns 1,bms 1,g42 1,g45 1,kcg 1,k9o 1,pf1 " +
  "1,deh 1,kd3 1,kd7 1,kdd 1,kf2 1,ker 1,33cz 1,bpl 1,kje 1,kg5 1,klu 1,kn9 1,33hp 1,kni 1,kkf 1,kr8 1,brx " +
  "1,ksi 1,kv7 1,kx6 1,l2g 1,33xf 1,l3v 1,bvc 1,l5t 1,34br 1,l78 1,bwu 1,l82 1,l9b 1,la2 1,la3 1,34p9 " +
  "1,2yvf 1,34sa 1,le6 1,354s 1,lhb 1,lhp 1,lev 1,ljq 1,lku 1,lmf 1,lkx 1,lm1 1,lmg 1,lmt 1,357i 1,lkk " +
  "1,lrj 1,lta 1,c37 1,lvv 1,lvr 1,35jl 1,lq1 1,m0e 1,35ni 1,35ou 1,m2u 1,m61 1,m5a 1,m57 1,c5y 1,m6i 1,m7x " +
  "1,m7r 1,m99 1,2u5h 1,mdh 1,368z 1,mfw 1,36i3 1,mjs 1,mk5 1,mkw 1,36yw 1,mm8 1,mmt 1,3779 1,37dg 1,mt6 " +
  "1,mtn 1,cdo 1,mud 1,ce0 1,ce0 1,myv 1,mzg 1,n01 1,n0l 1,n2i 1,cgr 1,n50 1,386u 1,n5q 1,389e 1,n74 1,2zrz " +
  "1,nbk 1,38v5 1,38vs 1,38zo 1,cn0 1,cnc 1,nhw 1,394j 1,394i 1,395l 1,396b 1,nj2 1,nj3 1,nj3 1,nka 1,cop " +
  "1,nm3 1,cp2 1,cra 1,39r1 1,nri 1,nt8 1,nv0 1,ctf 1,3a5i 1,nyu 1,3a8q 1,3a9x 1,o0f 1,o2z 1,cvj 1,o5c " +
  "1,o5m 1,o5r 1,3at8 1,3b1j 1,3b1j 1,oa6 1,d1e 1,3b8r 1,og6 1,og9 1,d2f 1,3beo 1,onm 1,d5s 1,oo8 1,oo3 " +
  "1,oow 1,3c06 1,orn 1,d8h 1,ouf 1,ow2 1,oxx 1,d9w 1,3ciw 1,3cjr 1,dax 1,3cnt 1,p6i 1,3cqm 1,p79 1,pa2 " +
  "1,pad 1,3d22 1,3d43 1,pcw 1,3d7s 1,pdc 1,33a7 1,ded 1,pf6 1,phf 1,dfv 1,pj2 1,hx1 1,3dlz 1,3dmd 1,33bn " +
  "1,33bw 1,poh 1,pok 1,sda 1,dij 1,psh 1,psb 1,pst 1,gc3 1,ptd 1,ptf 1,ptp 1,puu 1,3ebg 1,put 1,pwd 1,pyb " +
  "1,q0d 1,pwj 1,q0t 1,q1z 1,q53 1,pxv 1,q16 1,q18 1,q1o 1,3eie 1,3eqz 1,3emt 1,dnv 1,q9d 1,q9f 1,qae " +
  "1,3g0a 1,qck 1,3f3g 1,dp9 1,dpd 1,3f75 1,3ff6 1,dpn 1,qj4 1,qjg 1,qjr 1,qjt 1,qll 1,qko 1,qoe 1,qn6 " +
  "1,qrd 1,qp4 1,qqz 1,qrq 1,dsn 1,qu9 1,qv5 1,dtl 1,qxs 1,qxv 1,3giv 1,r13 1,r1a 1,dv9 1,r22 1,aez 1,3gz2 " +
  "1,3h46 1,dz2 1,dzb 1,rds 1,rfx 1,rka 1,rpx 1,3hrc 1,rsb 1,rsx 1,rvf 1,rxz 1,3i9b 1,2upw 1,s0b 1,rzw " +
  "1,s1c 1,2uvy 1,s7o 1,sag 1,3jki 1,3jl9 1,sk4 1,smp 1,snl 1,3ju6 1,snv 1,svs 1,t07 1,t08 1,sxo 1,t89 " +
  "1,t91 1,3ksa 1,tjf 1,ej9 1,tkn 1,3l2v 1,eli 1,ts3 1,iia 1,tur 1,3ltx 1,3lzu 1,epa 1,epi 1,u00 1,3mdm " +
  "1,er6 1,3mhi 1,u17 1,u17 1,u21 1,3mpi 1,u76 1,eur 1,u95 1,ucn 1,ude 1,uf2 1,ez2 1,3nsg 1,umq 1,uv4 1,v0d " +
  "1,f66 1,f71 1,v3b 1,3owe 1,f7c 1,3oxx 1,3p5a 1,3p8x 1,vcr 1,f9y 1,veh 1,vem 1,vet 1,vf3 1,vfa 1,vgb " +
  "1,3pxc";
