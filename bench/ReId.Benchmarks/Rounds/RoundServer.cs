using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ReId.Benchmarks.Training;
using ReId.Bindings.Faiss;

namespace ReId.Benchmarks.Rounds;

/// <summary>
/// The line protocol of bench/run, the same in bench/peers/rounds.py: <c>prepare JOB ARGUMENTS…</c> answers
/// <c>{"ready": …}</c>, <c>go</c> does the work once and answers <c>{"seconds": …, "check": …}</c>, <c>quit</c> ends.
/// </summary>
internal static class RoundServer
{
    private static readonly Dictionary<string, Func<string[], IRoundJob>> s_jobs = new(StringComparer.Ordinal)
    {
        ["embed"] = a => new EmbedJob(a[0], a[1], Number(a[2]), Number(a[3]), Number(a[4])),
#if REID_ONNXRUNTIME
        ["forward"] = a => new ForwardJob(a[1], Number(a[2]), Number(a[3]), Number(a[4])),
#endif
        ["pipeline"] = a => new PipelineJob(a[0], a[1], Number(a[2]), Number(a[3]), Number(a[4])),
        ["flat"] = a => new FlatSearchJob(a[0], Number(a[1]), Number(a[2]), Number(a[3]), Number(a[4]), Number(a[5])),
        ["evaluate"] = a => new EvaluationJob(a[0], Number(a[1]), Number(a[2]), Number(a[3]), rerank: false),
        ["rerank"] = a => new EvaluationJob(a[0], Number(a[1]), Number(a[2]), Number(a[3]), rerank: true),
        ["decode"] = a => new DecodeJob(a[0], Number(a[1])),
        ["detect"] = a => new DetectJob(a[0], a[1], a[2], Number(a[3]), Number(a[4]), Number(a[5])),
        // The first word is the peer's: where it finds the weights that we draw.
        ["train"] = a => new TrainStepJob(a[1], a[2], Number(a[3]), Number(a[4]), Number(a[5]), Number(a[6])),
        ["build"] = a => new BuildJob(a[0], Number(a[1]), Number(a[2]), a[3], Number(a[4])),
    };

    public static int Run(TextReader input, TextWriter output)
    {
        IRoundJob? job = null;
        try
        {
            while (input.ReadLine() is { } line && line != "quit")
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words is ["prepare", var name, .. var arguments] && s_jobs.TryGetValue(name, out var create))
                {
                    job?.Dispose();
                    job = null;
                    job = create(arguments);
                    Answer(new { ready = Facts() });
                }
                else if (words is ["go"] && job is not null)
                {
                    var watch = Stopwatch.StartNew();
                    var check = job.Run();
                    Answer(new { seconds = watch.Elapsed.TotalSeconds, check });
                }
                else
                {
                    Answer(new { error = $"cannot do \"{line}\"; there are {string.Join(", ", s_jobs.Keys)}" });
                    return 2;
                }
            }
        }
        finally
        {
            job?.Dispose();
        }

        return 0;

        void Answer(object answer)
        {
            output.WriteLine(JsonSerializer.Serialize(answer));
            output.Flush();
        }
    }

    private static string Facts() =>
        $"{RuntimeInformation.FrameworkDescription}, libtorch of this system, FAISS {FaissLibrary.Version} with {FaissLibrary.InstructionSet} kernels";

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
