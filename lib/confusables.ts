/**
 * Letters of other alphabets that look like a Latin one, taken from the confusables of Unicode (UTS 39) as far as Cyrillic,
 * Greek, Armenian and Cherokee letters and signs are drawn alike in ordinary faces. Keys are lower case and without marks.
 */
export const confusables: Readonly<Record<string, string>> = {
  а: 'a', ɑ: 'a', α: 'a', в: 'b', ь: 'b', β: 'b', с: 'c', ϲ: 'c', ԁ: 'd', ɗ: 'd', е: 'e', є: 'e', ε: 'e', ҽ: 'e', ғ: 'f', ƒ: 'f',
  ɡ: 'g', ց: 'g', н: 'h', һ: 'h', հ: 'h', η: 'n', і: 'i', ı: 'i', ι: 'i', ɩ: 'i', ј: 'j', ϳ: 'j', к: 'k', κ: 'k', ӏ: 'l', ǀ: 'l',
  м: 'm', μ: 'm', п: 'n', ո: 'n', ռ: 'n', о: 'o', ο: 'o', օ: 'o', σ: 'o', ø: 'o', р: 'p', ρ: 'p', þ: 'p', ԛ: 'q', զ: 'q', г: 'r',
  ѕ: 's', ꜱ: 's', т: 't', τ: 't', υ: 'u', ս: 'u', ц: 'u', ѵ: 'v', ν: 'v', ԝ: 'w', ω: 'w', ш: 'w', х: 'x', χ: 'x', у: 'y', γ: 'y',
  ү: 'y', ʏ: 'y', ᴢ: 'z', ʐ: 'z', ꞵ: 'b', ß: 'b', đ: 'd', ð: 'd', ħ: 'h', ł: 'l', æ: 'ae', œ: 'oe',
}
