// Prints what Terraform's own HCL parser reads from a .tfvars file: records of NAME=VALUE, each ended by a NUL.
const fs = require('fs')
const { parse } = require('@cdktf/hcl2json')
const file = process.argv[2]
parse(file, fs.readFileSync(file, 'utf8')).then((parsed) => {
  let all = ''
  for (const [name, value] of Object.entries(parsed)) {
    // The output is Terraform's JSON syntax, in which these two are escaped as in HCL itself.
    all += `${name}=${value.replaceAll('$${', '${').replaceAll('%%{', '%{')}\0`
  }
  process.stdout.write(all)
})
