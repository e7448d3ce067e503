// SPDX-License-Identifier: Apache-2.0
// The library of Natives.java.
#include <jni.h>

JNIEXPORT jint JNICALL Java_Natives_add(JNIEnv *env, jclass type, jint a, jint b) {
  return a + b;
}

JNIEXPORT jint JNICALL Java_Natives_callBack(JNIEnv *env, jobject self, jint times) {
  jclass type = (*env)->GetObjectClass(env, self);
  jmethodID method = (*env)->GetMethodID(env, type, "calledBack", "(I)I");
  jint sum = 0;
  for (jint i = 0; i < times; i++) {
    sum += (*env)->CallIntMethod(env, self, method, i);
    if ((*env)->ExceptionCheck(env)) {
      return -1;
    }
  }
  return sum;
}
