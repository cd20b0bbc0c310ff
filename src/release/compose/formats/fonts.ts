import { createRequire } from 'node:module'

const resolve = createRequire(import.meta.url).resolve

/** Files of faces that have the letters of all our languages: Cyrillic with Kazakh, Kyrgyz, Tajik and Uzbek, Latin with Azerbaijani and Turkmen. */
export const fonts = {
  serif: resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf'),
  serifBold: resolve('@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf'),
  serifItalic: resolve('@expo-google-fonts/noto-serif/400Regular_Italic/NotoSerif_400Regular_Italic.ttf'),
  sans: resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  sansBold: resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
} as const
