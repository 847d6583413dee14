import org.apache.commons.io.FileUtils

FileUtils.copyFileToDirectory(new File(basedir, '../../../../sample-project/english/src/main/corpus/easy-english.txt'), basedir)
return true
