# Sources the file $1 and prints the variables that the other arguments name: records of NAME=VALUE, each ended
# by a NUL. No command can be found, so a value that escapes its quotes can only fail.
PATH=/nonexistent
. "$1" || exit 1
shift
for NAME; do
    eval "printf '%s\\0' \"\$NAME=\$$NAME\""
done
