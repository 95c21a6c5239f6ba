using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.Imaging;

internal static class MatRows
{
    public static void Row0(this Mat mat, byte first, byte second)
    {
        mat.Set(0, 0, first);
        mat.Set(0, 1, second);
    }
}
