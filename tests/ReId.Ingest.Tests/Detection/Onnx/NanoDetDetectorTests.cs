using ReId.Testing.Onnx;

namespace ReId.Ingest.Tests.Detection.Onnx;

public class NanoDetDetectorTests : OnnxDetectorContract
{
    protected override string Name => "nanodet";

    protected override byte[] Model(int width, int height) => RedSpotModels.NanoDet(width, height);
}

public class NanoDetPlusDetectorTests : OnnxDetectorContract
{
    protected override string Name => "nanodet";

    protected override byte[] Model(int width, int height) => RedSpotModels.NanoDetPlus(width, height);
}
