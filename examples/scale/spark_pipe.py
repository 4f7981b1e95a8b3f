"""spark_pipe.py - lint conversation lines on Spark.

    spark-submit spark_pipe.py IN OUT

By contract, not tested: Spark is in no package of Debian. `pipe` gives a
partition's lines to the program's standard input and takes a line of its
output for a row, which is what the filter does; the program must be on every
worker. at.line counts within a partition; join on "conversation".
"""
import os
import shlex
import sys

from pyspark import SparkContext

program = shlex.quote(os.environ.get("SAYWELL", "saywell"))
arguments = os.environ.get("SAYWELL_ARGS", "")
spark = SparkContext(appName="saywell")
(spark.textFile(sys.argv[1])
 .pipe(f"{program} check --input conversations -f jsonl -q -j1 {arguments}",
       checkCode=True)
 .saveAsTextFile(sys.argv[2]))
