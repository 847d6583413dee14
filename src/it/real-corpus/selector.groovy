return !realCorpus.isEmpty()
