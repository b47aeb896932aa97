<?php
// Asks one check function of a folder about its cases: a line each, the verdict and what was looked up.
declare(strict_types=1);

[, $folder, $variant] = $argv;
$names = array_slice($argv, 3);
require "$folder/check$variant.php";
foreach (json_decode(file_get_contents("$folder/cases.json"), true) as $case) {
    if ($case['variant'] !== (int) $variant) {
        continue;
    }
    $lookedUp = '-';
    $find = function (string $wanted) use (&$lookedUp, $case) {
        $lookedUp = $wanted;
        return $case['record'];
    };
    $arguments = array_map(fn ($name) => $case[$name], $names);
    $verdict = check_key($case['key'], $find, ...[...$arguments, new DateTimeImmutable($case['now'])]);
    echo "$verdict $lookedUp\n";
}
