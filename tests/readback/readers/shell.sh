# Sources the file $1 and prints the variables that the other arguments name: NAME=VALUE and a NUL, each.
# No command can be found, so a value that got out of its quotes does nothing but fail.
PATH=/nonexistent
. "$1" || exit 1
shift
for NAME; do
    eval "printf '%s\\0' \"\$NAME=\$$NAME\""
done
