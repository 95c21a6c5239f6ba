using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;

namespace ReId.Ingest.Tests.Support;

/// <summary>Finds what a test tells it to, frame by frame.</summary>
internal sealed class ScriptedDetector(Func<int, IReadOnlyList<PersonDetection>> script) : IPersonDetector
{
    private int _frame;

    public IReadOnlyList<PersonDetection> Detect(Frame frame) => script(_frame++);

    public void Dispose()
    {
    }

    public static PersonDetection Person(int x, int y = 4, int width = 10, int height = 20, float score = 0.9f) =>
        new(new PixelBox(x, y, width, height), score);
}
