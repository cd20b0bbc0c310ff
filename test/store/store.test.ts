import { contractVocabulary } from '../contracts/store/vocabulary.ts'
import { storeContract } from '../contracts/store.contract.ts'
import { postgresMissing } from './store-homes.ts'
import { onBothHomes } from './suites.ts'

onBothHomes(await postgresMissing(), storeContract, contractVocabulary)
