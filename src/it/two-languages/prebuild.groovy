import org.apache.commons.io.FileUtils

File sample = new File(basedir, '../../../../sample-project')
FileUtils.copyFileToDirectory(new File(sample, 'src/main/corpus/easy-japanese.xlsx'), basedir)
FileUtils.copyFileToDirectory(new File(sample, 'english/src/main/corpus/easy-english.txt'), basedir)
return true
