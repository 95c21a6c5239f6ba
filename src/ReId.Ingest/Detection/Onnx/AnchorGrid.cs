using OpenCvSharp;

namespace ReId.Ingest.Detection.Onnx;

/// <summary>The places where an anchor-free network looks: one in each cell of a grid for each stride, row by row.</summary>
internal static class AnchorGrid
{
    public static int Count(Size input, int stride) => Along(input.Width, stride) * Along(input.Height, stride);

    public static int Count(Size input, IEnumerable<int> strides) => strides.Sum(stride => Count(input, stride));

    /// <summary>Column, row and stride of each place, in the order of the outputs.</summary>
    public static (int X, int Y, int Stride)[] Cells(Size input, IEnumerable<int> strides) => [.. (
        from stride in strides
        from y in Enumerable.Range(0, Along(input.Height, stride))
        from x in Enumerable.Range(0, Along(input.Width, stride))
        select (x, y, stride))];

    private static int Along(int length, int stride) => (length + stride - 1) / stride;
}
